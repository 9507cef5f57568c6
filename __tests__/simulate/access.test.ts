import { describe, expect, test } from '@jest/globals';
import { ask, client, gateway, routes, simulatorOf } from './shop';

const TO_WEB = routes('- {name: r, route: [{destination: {host: web}}]}', '*');
const PASSED = 'route web#r | web.shop:80';

function policy(
  name: string,
  action: string,
  rules: string,
  more = 'selector: {matchLabels: {istio: ingress}}',
): string {
  return `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ${name}, namespace: ${more.includes('root') ? 'istio-system' : 'shop'}${more.includes('dry') ? ', annotations: {istio.io/dry-run: "true"}' : ''}}
spec:
  action: ${action}
  ${more.startsWith('selector') ? more : ''}
  ${rules === '' ? '' : `rules: [${rules}]`}`;
}

/** @see https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
describe('a policy at the gateway', () => {
  const DENIED = 'denied 403 | denied by shop/p';
  test.each([
    ['{to: [{operation: {methods: [GET]}}]}', 'GET a.com/', DENIED],
    ['{to: [{operation: {methods: [GET]}}]}', 'POST a.com/', PASSED],
    ['{to: [{operation: {methods: [P*]}}]}', 'PUT a.com/', DENIED],
    ['{to: [{operation: {methods: ["*T"]}}]}', 'PUT a.com/', DENIED],
    ['{to: [{operation: {notMethods: [GET]}}]}', 'PUT a.com/', DENIED],
    ['{to: [{operation: {notMethods: [GET]}}]}', 'GET a.com/', PASSED],
    ['{to: [{operation: {paths: [/admin]}}]}', 'GET a.com/admin?x=1', DENIED],
    ['{to: [{operation: {paths: [/admin]}}]}', 'GET a.com/admin/x', PASSED],
    ['{to: [{operation: {paths: [/admin*]}}]}', 'GET a.com/admin/x', DENIED],
    ['{to: [{operation: {paths: ["*/info"]}}]}', 'GET a.com/a/info', DENIED],
    ['{to: [{operation: {paths: ["*"]}}]}', 'GET a.com/', DENIED],
    ['{to: [{operation: {paths: [/admin]}}]}', 'GET a.com/x/../admin', DENIED],
    ['{to: [{operation: {paths: [/admin]}}]}', 'GET a.com/%61dmin', DENIED],
    ['{to: [{operation: {paths: [/admin]}}]}', 'GET a.com//admin', PASSED],
    ['{to: [{operation: {paths: ["/items/{*}"]}}]}', 'GET a.com/items/7', DENIED],
    ['{to: [{operation: {paths: ["/items/{*}"]}}]}', 'GET a.com/items/7/x', PASSED],
    ['{to: [{operation: {paths: ["/items/{**}"]}}]}', 'GET a.com/items/7/x', DENIED],
    ['{to: [{operation: {paths: ["/{*}/edit"]}}]}', 'GET a.com/items/edit', DENIED],
    ['{to: [{operation: {notPaths: [/health]}}]}', 'GET a.com/health', PASSED],
    ['{to: [{operation: {notPaths: [/health]}}]}', 'GET a.com/', DENIED],
    ['{to: [{operation: {hosts: [a.com]}}]}', 'GET a.com/', DENIED],
    ['{to: [{operation: {hosts: [A.com]}}]}', 'GET a.COM/', DENIED],
    ['{to: [{operation: {hosts: [a.com]}}]}', 'GET a.com:80/', PASSED],
    ['{to: [{operation: {hosts: ["*.a.com"]}}]}', 'GET x.a.com/', DENIED],
    ['{to: [{operation: {hosts: ["a.com", "a.com:*"]}}]}', 'GET a.com:80/', DENIED],
    ['{to: [{operation: {ports: ["80"]}}]}', 'GET a.com/', DENIED],
    ['{to: [{operation: {ports: ["81"]}}]}', 'GET a.com/', PASSED],
    ['{to: [{operation: {methods: [GET], paths: [/a]}}]}', 'GET a.com/b', PASSED],
    ['{to: [{operation: {methods: [GET]}}, {operation: {paths: [/a]}}]}', 'PUT a.com/a', DENIED],
    ['{when: [{key: "request.headers[x-user]", values: [bob]}]}', 'GET a.com/ x-user=bob', DENIED],
    ['{when: [{key: "request.headers[X-User]", values: [b*]}]}', 'GET a.com/ x-user=bob', DENIED],
    ['{when: [{key: "request.headers[x-user]", values: [bob]}]}', 'GET a.com/', PASSED],
    ['{when: [{key: "request.headers[x-user]", values: ["*"]}]}', 'GET a.com/ x-user=', DENIED],
    ['{when: [{key: "request.headers[x-user]", notValues: [bob]}]}', 'GET a.com/', DENIED],
    ['{when: [{key: "request.headers[x-user]", notValues: [bob]}]}', 'GET a.com/ x-user=bob', PASSED],
    ['{when: [{key: destination.port, values: ["80"]}]}', 'GET a.com/', DENIED],
    ['{when: [{key: unknown, values: [x]}]}', 'GET a.com/', PASSED],
    ['{from: [{source: {principals: ["*"]}}]}', 'GET a.com/', PASSED],
    ['{from: [{source: {notPrincipals: ["cluster.local/ns/shop/sa/web"]}}]}', 'GET a.com/', DENIED],
    ['{from: [{source: {namespaces: [shop]}}]}', 'GET a.com/', PASSED],
    ['{}', 'GET a.com/', DENIED],
    ['', 'GET a.com/', PASSED],
    ['{to: [{operation: {methods: [PUT]}}]}, {to: [{operation: {paths: [/a]}}]}', 'GET a.com/a', DENIED],
  ])('DENY %s of %s: %s', (rules, request, expected) => {
    expect(ask(simulatorOf(gateway, TO_WEB, policy('p', 'DENY', rules)), request)).toBe(expected);
  });

  const GET = '{to: [{operation: {methods: [GET]}}]}';
  test.each([
    ['ALLOW of what matches', [policy('p', 'ALLOW', GET)], 'GET a.com/', `${PASSED} | allowed by shop/p`],
    [
      'ALLOW of something else denies the rest',
      [policy('p', 'ALLOW', GET)],
      'PUT a.com/',
      'denied 403 | denied',
    ],
    ['ALLOW of nothing denies everything', [policy('p', 'ALLOW', '')], 'GET a.com/', 'denied 403 | denied'],
    [
      'DENY before ALLOW',
      [policy('a', 'ALLOW', GET), policy('d', 'DENY', GET)],
      'GET a.com/',
      'denied 403 | denied by shop/d',
    ],
    [
      'either of two ALLOW',
      [policy('a', 'ALLOW', GET), policy('b', 'ALLOW', '{to: [{operation: {methods: [PUT]}}]}')],
      'PUT a.com/',
      `${PASSED} | allowed by shop/b`,
    ],
    [
      'the first DENY by the alphabet is named',
      [policy('z', 'DENY', GET), policy('a', 'DENY', GET)],
      'GET a.com/',
      'denied 403 | denied by shop/a',
    ],
    ['AUDIT denies nothing', [policy('p', 'AUDIT', GET)], 'GET a.com/', PASSED],
    ['CUSTOM is not known', [policy('p', 'CUSTOM', GET)], 'GET a.com/', PASSED],
    [
      'a policy on trial',
      [policy('p', 'DENY', GET, 'selector: {matchLabels: {istio: ingress}} # dry')],
      'GET a.com/',
      PASSED,
    ],
    [
      'a policy for other pods',
      [policy('p', 'DENY', GET, 'selector: {matchLabels: {app: other}}')],
      'GET a.com/',
      PASSED,
    ],
    [
      'a policy of the namespace',
      [policy('p', 'DENY', GET, '')],
      'GET a.com/',
      'denied 403 | denied by shop/p',
    ],
    [
      'a policy of the root namespace',
      [policy('p', 'DENY', GET, 'root')],
      'GET a.com/',
      'denied 403 | denied by istio-system/p',
    ],
    [
      'no action is ALLOW',
      [policy('p', 'ALLOW', GET).replace('action: ALLOW', '')],
      'PUT a.com/',
      'denied 403 | denied',
    ],
  ])('%s', (_, policies, request, expected) => {
    expect(ask(simulatorOf(gateway, TO_WEB, ...policies), request)).toBe(expected);
  });

  test.each([
    ['a redirect', '- {redirect: {uri: /x}}'],
    ['a direct response', '- {directResponse: {status: 200}}'],
    [
      'an abort',
      '- {fault: {abort: {httpStatus: 500, percentage: {value: 100}}}, route: [{destination: {host: web}}]}',
    ],
    ['no route at all', '- {match: [{uri: {exact: /none}}], directResponse: {status: 200}}'],
  ])('a policy is asked before %s', (_, route) => {
    expect(ask(simulatorOf(gateway, routes(route, '*'), policy('p', 'DENY', '{}')), 'GET a.com/')).toBe(
      DENIED,
    );
  });
});

/** A token that says this; nobody looks at its signature. */
function token(claims: object): string {
  return `authorization=Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;
}

/** @see https://istio.io/latest/docs/reference/config/security/request_authentication/ */
describe('tokens', () => {
  const authentication = `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: jwt, namespace: shop}
spec:
  selector: {matchLabels: {istio: ingress}}
  jwtRules: [{issuer: "https://id.test", audiences: [shop]}]`;
  const bob = {
    iss: 'https://id.test',
    sub: 'bob',
    aud: 'shop',
    groups: ['admin', 'dev'],
    realm: { role: 'x' },
  };
  const allow = (rule: string): string => policy('p', 'ALLOW', rule);
  const OK = `${PASSED} | allowed by shop/p`;
  const NO = 'denied 403 | denied';
  test.each([
    ['', '', PASSED],
    ['', token(bob), PASSED],
    ['', token({ ...bob, iss: 'https://evil.test' }), 'denied 401 | denied'],
    ['', token({ ...bob, aud: 'bank' }), 'denied 401 | denied'],
    ['', 'authorization=Bearer nonsense', 'denied 401 | denied'],
    ['', 'authorization=Basic abc', PASSED],
    ['{from: [{source: {requestPrincipals: ["*"]}}]}', token(bob), OK],
    ['{from: [{source: {requestPrincipals: ["*"]}}]}', '', NO],
    ['{from: [{source: {requestPrincipals: ["https://id.test/bob"]}}]}', token(bob), OK],
    ['{from: [{source: {requestPrincipals: ["https://id.test/*"]}}]}', token(bob), OK],
    ['{from: [{source: {requestPrincipals: ["*/bob"]}}]}', token(bob), OK],
    ['{from: [{source: {requestPrincipals: ["*/alice"]}}]}', token(bob), NO],
    ['{when: [{key: "request.auth.claims[groups]", values: [admin]}]}', token(bob), OK],
    ['{when: [{key: "request.auth.claims[groups]", values: [root]}]}', token(bob), NO],
    ['{when: [{key: "request.auth.claims[realm][role]", values: [x]}]}', token(bob), OK],
    ['{when: [{key: request.auth.audiences, values: [shop]}]}', token(bob), OK],
    ['{when: [{key: request.auth.principal, values: ["https://id.test/bob"]}]}', token(bob), OK],
  ])('%s of %s', (rule, header, expected) => {
    const policies = rule === '' ? [] : [allow(rule)];
    expect(
      ask(simulatorOf(gateway, TO_WEB, authentication, ...policies), `GET a.com/ ${header}`.trim()),
    ).toBe(expected);
  });
});

const INJECTED =
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled}}';

/** @see https://istio.io/latest/docs/concepts/security/#authorization */
describe('a policy where the request arrives', () => {
  const at = (rules: string): string => policy('p', 'ALLOW', rules, 'selector: {matchLabels: {app: web}}');
  const ANSWERED = 'route#default | web.shop:80 | allowed by shop/p';
  const NO = 'denied 403#default | web.shop:80 (nobody) | denied';
  test.each([
    ['{from: [{source: {principals: [cluster.local/ns/shop/sa/client]}}]}', ANSWERED],
    ['{from: [{source: {principals: [cluster.local/ns/shop/sa/other]}}]}', NO],
    ['{from: [{source: {namespaces: [shop]}}]}', ANSWERED],
    ['{from: [{source: {namespaces: [bank]}}]}', NO],
    ['{from: [{source: {namespaces: ["sh*"]}}]}', ANSWERED],
    ['{from: [{source: {serviceAccounts: [client]}}]}', ANSWERED],
    ['{from: [{source: {serviceAccounts: [shop/client]}}]}', ANSWERED],
    ['{from: [{source: {serviceAccounts: [bank/client]}}]}', NO],
    ['{from: [{source: {notNamespaces: [shop]}}]}', NO],
    ['{to: [{operation: {ports: ["8080"]}}]}', ANSWERED],
    ['{to: [{operation: {ports: ["80"]}}]}', NO],
  ])('%s: %s', (rules, expected) => {
    expect(ask(simulatorOf(INJECTED, at(rules)), 'GET web/', client)).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/ */
describe('mutual TLS', () => {
  const rule = (mode: string): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec: {host: web, trafficPolicy: {tls: {mode: ${mode}}}}`;
  const peer = (mode: string, more = ''): string => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: peer, namespace: shop}
spec: {mtls: {mode: ${mode}}${more}}`;
  const OK = 'route#default | web.shop:80';
  const BROKEN = 'route 503#default | web.shop:80 (nobody)';
  test.each([
    ['STRICT', undefined, OK],
    ['STRICT', 'ISTIO_MUTUAL', OK],
    ['STRICT', 'DISABLE', BROKEN],
    ['STRICT', 'SIMPLE', BROKEN],
    ['PERMISSIVE', 'DISABLE', OK],
    ['PERMISSIVE', 'ISTIO_MUTUAL', OK],
    ['PERMISSIVE', undefined, OK],
    ['DISABLE', undefined, OK],
    ['DISABLE', 'ISTIO_MUTUAL', BROKEN],
    ['UNSET', 'DISABLE', OK],
  ])('a server that is %s, a client that is %s: %s', (server, asked, expected) => {
    const documents = [INJECTED, peer(server), ...(asked === undefined ? [] : [rule(asked)])];
    expect(ask(simulatorOf(...documents), 'GET web/', client)).toBe(expected);
  });

  test.each([
    ['without a proxy at the server', [rule('ISTIO_MUTUAL')], BROKEN],
    ['plain text to a server without a proxy', [rule('DISABLE')], OK],
    ['strict for a server without a proxy', [peer('STRICT'), rule('DISABLE')], OK],
    [
      'one port left open',
      [
        INJECTED,
        peer('STRICT', ', selector: {matchLabels: {app: web}}, portLevelMtls: {8080: {mode: PERMISSIVE}}'),
        rule('DISABLE'),
      ],
      OK,
    ],
    [
      'another port left open',
      [
        INJECTED,
        peer('STRICT', ', selector: {matchLabels: {app: web}}, portLevelMtls: {9000: {mode: PERMISSIVE}}'),
        rule('DISABLE'),
      ],
      BROKEN,
    ],
  ])('%s', (_, documents, expected) => {
    expect(ask(simulatorOf(...documents), 'GET web/', client)).toBe(expected);
  });
});
