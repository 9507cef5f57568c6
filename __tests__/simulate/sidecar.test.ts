import { describe, expect, test } from '@jest/globals';
import { ask, client, simulatorOf } from './shop';

function virtualService(name: string, hosts: string, http: string, more = ''): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop}
spec: {hosts: [${hosts}], ${more}http: [${http}]}`;
}

const answer = (status: number, match = ''): string =>
  `{name: r${status}, ${match === '' ? '' : `match: [${match}], `}directResponse: {status: ${status}}}`;
const WEB = 'route#default | web.shop:80';

/** @see https://istio.io/latest/docs/ops/configuration/traffic-management/traffic-routing/ */
describe('the names of a service', () => {
  test.each([
    ['web/', WEB],
    ['web.shop/', WEB],
    ['web.shop.svc/', WEB],
    ['web.shop.svc.cluster.local/', WEB],
    ['web.shop.svc.cluster.local:80/', WEB],
    ['WEB/', WEB],
    ['ledger.bank:7000/', 'route#default | ledger.bank:7000'],
    ['ledger:7000/', 'passthrough'],
    ['web:81/', 'passthrough'],
    ['web.shop.svc.cluster/', 'passthrough'],
    ['other.test/', 'passthrough'],
    ['api:9000/', 'route#default | api.shop:9000'],
    ['empty/', 'route 503#default | empty.shop:80 (nobody)'],
  ])('%s: %s', (url, expected) => {
    expect(ask(simulatorOf(), `GET ${url}`, client)).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService */
describe('VirtualServices of the mesh', () => {
  test.each([
    ['a service', [virtualService('a', 'web', answer(201))], 'web/', 'direct_response 201 a#r201'],
    [
      'by any of its names',
      [virtualService('a', 'web', answer(201))],
      'web.shop/',
      'direct_response 201 a#r201',
    ],
    ['another service', [virtualService('a', 'web', answer(201))], 'api/', 'route#default | api.shop:80'],
    ['a gateway alone', [virtualService('a', 'web', answer(201), 'gateways: [gw], ')], 'web/', WEB],
    [
      'a gateway and the mesh',
      [virtualService('a', 'web', answer(201), 'gateways: [gw, mesh], ')],
      'web/',
      'direct_response 201 a#r201',
    ],
    [
      'the first of two',
      [
        virtualService('a', 'web', answer(201, '{uri: {exact: /x}}')),
        virtualService('b', 'web', answer(202)),
      ],
      'web/x',
      'direct_response 201 a#r201',
    ],
    [
      'the second of two is never asked',
      [
        virtualService('a', 'web', answer(201, '{uri: {exact: /x}}')),
        virtualService('b', 'web', answer(202)),
      ],
      'web/y',
      'no_route 404',
    ],
    [
      'no route matches',
      [virtualService('a', 'web', answer(201, '{uri: {exact: /x}}'))],
      'web/y',
      'no_route 404',
    ],
    ['all routes are for another port', [virtualService('a', 'web', answer(201, '{port: 81}'))], 'web/', WEB],
    [
      'all routes are for other clients',
      [virtualService('a', 'web', answer(201, '{sourceLabels: {app: other}}'))],
      'web/',
      WEB,
    ],
    [
      'for this client',
      [virtualService('a', 'web', answer(201, '{sourceLabels: {app: client}}'))],
      'web/',
      'direct_response 201 a#r201',
    ],
    [
      'for another namespace',
      [virtualService('a', 'web', answer(201, '{sourceNamespace: bank}'))],
      'web/',
      WEB,
    ],
    [
      'a host that is no service',
      [virtualService('a', 'x.test', answer(201))],
      'x.test/',
      'direct_response 201 a#r201',
    ],
    [
      'such a host at another port',
      [virtualService('a', 'x.test', answer(201))],
      'x.test:9000/',
      'passthrough',
    ],
    [
      'a wildcard over services',
      [virtualService('a', '"*.shop.svc.cluster.local"', answer(201))],
      'web/',
      'direct_response 201 a#r201',
    ],
    [
      'the name before the wildcard',
      [
        virtualService('a', '"*.shop.svc.cluster.local"', answer(201)),
        virtualService('b', 'web', answer(202)),
      ],
      'web/',
      'direct_response 202 b#r202',
    ],
    [
      'the longer wildcard',
      [
        virtualService('a', '"*.cluster.local"', answer(201)),
        virtualService('b', '"*.shop.svc.cluster.local"', answer(202)),
      ],
      'web/',
      'direct_response 202 b#r202',
    ],
    [
      'the port that was dialled',
      [virtualService('a', 'api', '{name: r, route: [{destination: {host: web}}]}')],
      'api:9000/',
      'route 503 a#r | web.shop:9000 (nobody)',
    ],
    [
      'a port that is named',
      [virtualService('a', 'api', '{name: r, route: [{destination: {host: web, port: {number: 80}}}]}')],
      'api:9000/',
      'route a#r | web.shop:80',
    ],
  ])('%s', (_, documents, url, expected) => {
    expect(ask(simulatorOf(...documents), `GET ${url}`, client)).toBe(expected);
  });
});

function sidecar(hosts: string, more = '', namespace = 'shop'): string {
  return `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: s, namespace: ${namespace}}
spec: {egress: [{hosts: [${hosts}]}]${more}}`;
}

/** @see https://istio.io/latest/docs/reference/config/networking/sidecar/ */
describe('Sidecars', () => {
  const REFUSED = ', outboundTrafficPolicy: {mode: REGISTRY_ONLY}';
  test.each([
    ['its own namespace', sidecar('./*'), 'web/', WEB],
    ['another namespace is not imported', sidecar('./*'), 'ledger.bank:7000/', 'passthrough'],
    ['another namespace', sidecar('bank/*'), 'ledger.bank:7000/', 'route#default | ledger.bank:7000'],
    ['one host', sidecar('./web.shop.svc.cluster.local'), 'web/', WEB],
    ['a host that is not named', sidecar('./web.shop.svc.cluster.local'), 'api/', 'passthrough'],
    [
      'a host of any namespace',
      sidecar('"*/ledger.bank.svc.cluster.local"'),
      'ledger.bank:7000/',
      'route#default | ledger.bank:7000',
    ],
    ['nothing at the port', sidecar('bank/*'), 'web/', 'passthrough'],
    ['refused', sidecar('./web.shop.svc.cluster.local', REFUSED), 'api/', 'blackhole 502'],
    ['refused where nothing speaks HTTP', sidecar('bank/*', REFUSED), 'web/', 'blackhole'],
    [
      'for these pods',
      sidecar('bank/*', ', workloadSelector: {labels: {app: client}}'),
      'web/',
      'passthrough',
    ],
    ['for other pods', sidecar('bank/*', ', workloadSelector: {labels: {app: other}}'), 'web/', WEB],
    ['of the root namespace', sidecar('bank/*', '', 'istio-system'), 'web/', 'passthrough'],
    ['of another namespace', sidecar('bank/*', '', 'bank'), 'web/', WEB],
  ])('%s', (_, document, url, expected) => {
    expect(ask(simulatorOf(document), `GET ${url}`, client)).toBe(expected);
  });

  test('what a VirtualService sends to can be reached, though it is not imported itself', () => {
    const away = virtualService(
      'a',
      'web',
      '{name: r, route: [{destination: {host: ledger.bank.svc.cluster.local, port: {number: 7000}}}]}',
    );
    expect(ask(simulatorOf(sidecar('./*'), away), 'GET web/', client)).toBe('route a#r | ledger.bank:7000');
  });
});

/** @see https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration */
describe('which DestinationRule holds', () => {
  const rule = (name: string, namespace: string, host: string, subset: string, more = ''): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: ${namespace}}
spec: {host: '${host}', ${more}subsets: [{name: ${subset}, labels: {app: ledger}}]}`;
  const LEDGER = 'ledger.bank.svc.cluster.local';
  const to = (subset: string): string =>
    virtualService(
      'a',
      'x.test',
      `{name: r, route: [{destination: {host: ${LEDGER}, port: {number: 7000}, subset: ${subset}}}]}`,
    );
  const FOUND = 'route a#r | ledger.bank:7000/v1';
  const LOST = 'route 503 a#r | ledger.bank:7000/v1 (nobody)';
  test.each([
    ["the client's namespace", [rule('d', 'shop', LEDGER, 'v1')], FOUND],
    ["the service's namespace", [rule('d', 'bank', LEDGER, 'v1')], FOUND],
    ['the root namespace', [rule('d', 'istio-system', LEDGER, 'v1')], FOUND],
    ['a fourth namespace', [rule('d', 'other', LEDGER, 'v1')], LOST],
    ['a short name', [rule('d', 'bank', 'ledger', 'v1')], FOUND],
    [
      "the client's hides the service's",
      [rule('c', 'shop', LEDGER, 'v9'), rule('d', 'bank', LEDGER, 'v1')],
      LOST,
    ],
    [
      "even a wildcard of the client's does",
      [rule('c', 'shop', '*.bank.svc.cluster.local', 'v9'), rule('d', 'bank', LEDGER, 'v1')],
      LOST,
    ],
    [
      "the service's hides the root's",
      [rule('c', 'bank', LEDGER, 'v9'), rule('d', 'istio-system', LEDGER, 'v1')],
      LOST,
    ],
    [
      'the narrower host of one namespace',
      [rule('c', 'shop', '*.cluster.local', 'v9'), rule('d', 'shop', '*.bank.svc.cluster.local', 'v1')],
      FOUND,
    ],
    [
      'two of one host and namespace are one',
      [rule('c', 'shop', LEDGER, 'v9'), rule('d', 'shop', LEDGER, 'v1')],
      FOUND,
    ],
    ['private to another namespace', [rule('d', 'bank', LEDGER, 'v1', "exportTo: ['.'], ")], LOST],
    ['exported to the client', [rule('d', 'bank', LEDGER, 'v1', 'exportTo: [shop], ')], FOUND],
    [
      'for this client',
      [rule('d', 'shop', LEDGER, 'v1', 'workloadSelector: {matchLabels: {app: client}}, ')],
      FOUND,
    ],
    [
      'for another client',
      [rule('d', 'shop', LEDGER, 'v1', 'workloadSelector: {matchLabels: {app: other}}, ')],
      LOST,
    ],
  ])('%s', (_, rules, expected) => {
    expect(ask(simulatorOf(to('v1'), ...rules), 'GET x.test/', client)).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate */
describe('delegates', () => {
  const root = (match: string, more = ''): string =>
    virtualService(
      'root',
      'web',
      `{name: root, ${match === '' ? '' : `match: [${match}], `}${more}delegate: {name: child}}, {name: rest, directResponse: {status: 204}}`,
    );
  const child = (http: string, more = ''): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: child, namespace: shop}
spec: {${more}http: [${http}]}`;
  const to = (match: string, more = ''): string =>
    `{name: child, ${match === '' ? '' : `match: [${match}], `}${more}route: [{destination: {host: web}}]}`;
  const CHILD = 'route root#root-child | web.shop:80';
  const REST = 'direct_response 204 root#rest';
  test.each([
    ['narrower prefix', root('{uri: {prefix: /a}}'), child(to('{uri: {prefix: /a/b}}')), 'web/a/b', CHILD],
    ['outside of the child', root('{uri: {prefix: /a}}'), child(to('{uri: {prefix: /a/b}}')), 'web/a', REST],
    ['an exact path below', root('{uri: {prefix: /a}}'), child(to('{uri: {exact: /a/x}}')), 'web/a/x', CHILD],
    ['wider than its root', root('{uri: {prefix: /a/b}}'), child(to('{uri: {prefix: /a}}')), 'web/a/b', REST],
    [
      'an expression under a prefix',
      root('{uri: {prefix: /a}}'),
      child(to('{uri: {regex: "/a.*"}}')),
      'web/a',
      REST,
    ],
    ['no match of its own', root('{uri: {prefix: /a}}'), child(to('')), 'web/a', CHILD],
    ['no match of the root', root(''), child(to('{uri: {prefix: /a}}')), 'web/a', CHILD],
    [
      'a header on top',
      root('{uri: {prefix: /a}}'),
      child(to('{headers: {x: {exact: "1"}}}')),
      'web/a x=1',
      CHILD,
    ],
    [
      'another case rule',
      root('{uri: {prefix: /a}}'),
      child(to('{uri: {prefix: /a}, ignoreUriCase: true}')),
      'web/a',
      REST,
    ],
    ['absent', root('{uri: {prefix: /a}}'), virtualService('other', 'api', answer(200)), 'web/a', REST],
    ['not exported', root('{uri: {prefix: /a}}'), child(to(''), 'exportTo: [bank], '), 'web/a', REST],
    ['the timeout of the root', root('', 'timeout: 5s, '), child(to('')), 'web/a', `${CHILD} | timeout 5s`],
    [
      'its own timeout',
      root('', 'timeout: 5s, '),
      child(to('', 'timeout: 1s, ')),
      'web/a',
      `${CHILD} | timeout 1s`,
    ],
    [
      'its own headers as a whole',
      root('', 'headers: {request: {set: {a: "1"}}}, '),
      child(to('', 'headers: {request: {set: {b: "2"}}}, ')),
      'web/a',
      `${CHILD} | request b=2`,
    ],
  ])('%s', (_, first, second, request, expected) => {
    expect(ask(simulatorOf(first, second), `GET ${request}`, client)).toBe(expected);
  });
});
