import { describe, expect, test } from '@jest/globals';
import { Chart, Testing } from 'cdk8s';
import { collectObjects } from '../../lib/emit/collected-object';
import { plainManifests } from '../../lib/emit/plain-manifests';
import { Participant } from '../../lib/edges/participant';
import { AuthorizationPolicy } from '../../lib/security/authorization-policy';
import { AuthorizationAction } from '../../lib/security/authorization-action';
import { AuthorizationCondition } from '../../lib/security/authorization-condition';
import type {
  AuthorizationOperation,
  AuthorizationRule,
  AuthorizationSource,
} from '../../lib/security/authorization-rule';
import { TargetRef, type PolicyTargetProps } from '../../lib/edges/policy-target';
import { ChartValues } from '../../lib/values/chart-values';
import { constraintsOf } from '../../lib/values/constraint';
import { includeWhen } from '../../lib/values/inclusion';

const shop = () => new Chart(Testing.app(), 'test', { namespace: 'shop' });
const specOf = (policy: AuthorizationPolicy) => (policy.resource.toJson() as { spec: unknown }).spec;

function caller(chart: Chart, name: string): Participant {
  const labels = { app: name };
  return new Participant(chart, name, {
    name,
    namespace: 'shop',
    selectorLabels: labels,
    serviceAccountName: name,
  });
}

test('allows by identity, operation and condition', () => {
  const chart = shop();
  const policy = new AuthorizationPolicy(chart, 'Policy', {
    name: 'readers',
    selectorLabels: { app: 'customers' },
    rules: [
      {
        from: [{ callers: [caller(chart, 'web')], principals: ['cluster.local/ns/ops/sa/probe'] }],
        to: [{ methods: ['GET'], paths: ['/api/*'], ports: [8080] }],
        when: [AuthorizationCondition.requestHeader('x-api-version', { values: ['v1'] })],
      },
    ],
  });
  expect(policy.resource.toJson()).toMatchInlineSnapshot(`
   {
     "apiVersion": "security.istio.io/v1",
     "kind": "AuthorizationPolicy",
     "metadata": {
       "name": "readers",
       "namespace": "shop",
     },
     "spec": {
       "action": "ALLOW",
       "rules": [
         {
           "from": [
             {
               "source": {
                 "principals": [
                   "cluster.local/ns/shop/sa/web",
                   "cluster.local/ns/ops/sa/probe",
                 ],
               },
             },
           ],
           "to": [
             {
               "operation": {
                 "methods": [
                   "GET",
                 ],
                 "paths": [
                   "/api/*",
                 ],
                 "ports": [
                   "8080",
                 ],
               },
             },
           ],
           "when": [
             {
               "key": "request.headers[x-api-version]",
               "values": [
                 "v1",
               ],
             },
           ],
         },
       ],
       "selector": {
         "matchLabels": {
           "app": "customers",
         },
       },
     },
   }
  `);
});

test('denies', () => {
  const rules = [{ from: [{ notNamespaces: ['shop', 'istio-system'] }], to: [{ notPorts: [15020] }] }];
  expect(
    specOf(new AuthorizationPolicy(shop(), 'Policy', { action: AuthorizationAction.deny(), rules })),
  ).toEqual({
    action: 'DENY',
    rules: [
      {
        from: [{ source: { notNamespaces: ['shop', 'istio-system'] } }],
        to: [{ operation: { notPorts: ['15020'] } }],
      },
    ],
  });
});

test('denies everything that nothing else allows', () => {
  const policy = AuthorizationPolicy.denyAll(shop(), 'Policy', { selectorLabels: { app: 'a' } });
  expect(specOf(policy)).toEqual({ selector: { matchLabels: { app: 'a' } }, action: 'ALLOW' });
});

describe('callers that are absent', () => {
  test('leave no rule behind that lets everybody in', () => {
    const chart = shop();
    const [web, batch] = [caller(chart, 'web'), caller(chart, 'batch')];
    const both = new AuthorizationPolicy(chart, 'Both', {
      rules: [{ from: [{ callers: [web] }, { callers: [batch] }] }],
    });
    const one = new AuthorizationPolicy(chart, 'One', {
      rules: [{ from: [{ callers: [batch], namespaces: ['shop'] }] }],
    });
    includeWhen(batch, false);
    expect(specOf(both)).toEqual({
      action: 'ALLOW',
      rules: [{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }] }],
    });
    expect(specOf(one)).toEqual({ action: 'ALLOW', rules: [] });
  });
});

describe('actions', () => {
  const rules = [{ to: [{ paths: ['/admin/*'] }] }];
  test.each<[string, AuthorizationAction, object]>([
    ['allow', AuthorizationAction.allow(), { action: 'ALLOW' }],
    ['audit', AuthorizationAction.audit(), { action: 'AUDIT' }],
    ['custom', AuthorizationAction.custom('opa'), { action: 'CUSTOM', provider: { name: 'opa' } }],
  ])('%s', (_name, action, fields) => {
    expect(specOf(new AuthorizationPolicy(shop(), 'Policy', { action, rules }))).toEqual({
      ...fields,
      rules: [{ to: [{ operation: { paths: ['/admin/*'] } }] }],
    });
  });

  test('only logs what it would do', () => {
    const policy = new AuthorizationPolicy(shop(), 'Policy', { rules, dryRun: true });
    expect(policy.resource.toJson()).toHaveProperty('metadata.annotations', { 'istio.io/dry-run': 'true' });
  });
});

test('is attached to what a waypoint or gateway serves', () => {
  const policy = new AuthorizationPolicy(shop(), 'Policy', {
    targetRefs: [
      TargetRef.service({ name: 'orders' }),
      TargetRef.serviceEntry({ name: 'mail' }),
      TargetRef.gateway({ name: 'waypoint' }),
      TargetRef.gatewayClass({ name: 'istio-waypoint' }),
    ],
    rules: [{}],
  });
  expect(specOf(policy)).toEqual({
    targetRefs: [
      { group: '', kind: 'Service', name: 'orders' },
      { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'mail' },
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' },
      { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio-waypoint' },
    ],
    action: 'ALLOW',
    rules: [{}],
  });
});

test.each<[AuthorizationCondition, object]>([
  [
    AuthorizationCondition.requestHeader('x-a', { values: ['b'] }),
    { key: 'request.headers[x-a]', values: ['b'] },
  ],
  [
    AuthorizationCondition.sourceIp({ notValues: ['10.0.0.0/8'] }),
    { key: 'source.ip', notValues: ['10.0.0.0/8'] },
  ],
  [AuthorizationCondition.remoteIp({ values: ['::1/128'] }), { key: 'remote.ip', values: ['::1/128'] }],
  [
    AuthorizationCondition.sourceNamespace({ values: ['shop'] }),
    { key: 'source.namespace', values: ['shop'] },
  ],
  [
    AuthorizationCondition.sourcePrincipal({ values: ['*/sa/a'] }),
    { key: 'source.principal', values: ['*/sa/a'] },
  ],
  [
    AuthorizationCondition.requestPrincipal({ values: ['*'] }),
    { key: 'request.auth.principal', values: ['*'] },
  ],
  [
    AuthorizationCondition.requestAudiences({ values: ['a'] }),
    { key: 'request.auth.audiences', values: ['a'] },
  ],
  [
    AuthorizationCondition.requestPresenter({ values: ['a'] }),
    { key: 'request.auth.presenter', values: ['a'] },
  ],
  [
    AuthorizationCondition.requestClaim('role', { values: ['a'] }),
    { key: 'request.auth.claims[role]', values: ['a'] },
  ],
  [
    AuthorizationCondition.nestedRequestClaim(['realm', 'roles'], { values: ['a'] }),
    { key: 'request.auth.claims[realm][roles]', values: ['a'] },
  ],
  [
    AuthorizationCondition.destinationIp({ values: ['10.0.0.1'] }),
    { key: 'destination.ip', values: ['10.0.0.1'] },
  ],
  [AuthorizationCondition.destinationPort({ values: ['80'] }), { key: 'destination.port', values: ['80'] }],
  [AuthorizationCondition.connectionSni({ values: ['*.a'] }), { key: 'connection.sni', values: ['*.a'] }],
  [
    AuthorizationCondition.envoyFilterMetadata('envoy.filters.network.mysql_proxy', 'db', {
      values: ['[a]'],
    }),
    { key: 'experimental.envoy.filters.network.mysql_proxy[db]', values: ['[a]'] },
  ],
])('condition %#', (condition, expected) => {
  const policy = new AuthorizationPolicy(shop(), 'Policy', { rules: [{ when: [condition] }] });
  expect(specOf(policy)).toEqual({ action: 'ALLOW', rules: [{ when: [expected] }] });
});

describe('refuses', () => {
  const source = (from: AuthorizationSource): AuthorizationRule[] => [{ from: [from] }];
  const operation = (to: AuthorizationOperation): AuthorizationRule[] => [{ to: [to] }];
  const condition = (when: AuthorizationCondition): AuthorizationRule[] => [{ when: [when] }];
  test.each<[string, AuthorizationRule[], string]>([
    [
      'no rules',
      [],
      "'rules' is empty: an ALLOW policy would deny everything and any other do nothing; add rules",
    ],
    ['too many rules', Array(513).fill({}) as [], "'rules' holds 513 rules, expected 512 at most"],
    [
      'a part without alternatives',
      [{ to: [] }],
      "'to' of a rule is empty; say what it must match, or leave it out",
    ],
    ['an empty source', source({}), "'from' of a rule is empty; say what it must match, or leave it out"],
    [
      'an empty list',
      operation({ methods: [] }),
      "'methods' in 'to' of a rule is empty and would match everything; give it an entry or leave it out (at test/Policy)",
    ],
    [
      'no callers',
      source({ callers: [] }),
      "'callers' in 'from' of a rule is empty and would match everything",
    ],
    ['an empty text', source({ namespaces: [''] }), "holds '', expected a text that is not empty"],
    [
      'a bare principal',
      source({ principals: ['web'] }),
      "'principals' in 'from' of a rule holds 'web', expected <trust domain>/ns/<namespace>/sa/<service account>",
    ],
    [
      'no address',
      source({ ipBlocks: ['10.0.0'] }),
      "holds '10.0.0', expected an address such as 10.0.0.7, or a range",
    ],
    [
      'a range too narrow',
      source({ notRemoteIpBlocks: ['10.0.0.0/33'] }),
      "holds '10.0.0.0/33', expected an address",
    ],
    ['an IPv6 range too narrow', source({ notIpBlocks: ['::/129'] }), "holds '::/129', expected an address"],
    [
      'an account with a wildcard',
      source({ serviceAccounts: ['shop/*'] }),
      "'serviceAccounts' in 'from' of a rule holds 'shop/*', expected <namespace>/<service account> or <service account>",
    ],
    [
      'accounts beside namespaces',
      source({ notServiceAccounts: ['shop/web'], namespaces: ['shop'] }),
      "'notServiceAccounts' in 'from' of a rule stands beside 'namespaces'; give each a source of its own",
    ],
    [
      'many accounts',
      source({ serviceAccounts: Array.from({ length: 17 }, (_, index) => `shop/a${index}`) }),
      'holds 17 entries, expected 16 at most; use principals instead',
    ],
    [
      'a port',
      operation({ ports: [65536] }),
      "'ports' in 'to' of a rule holds '65536', expected a port from 0 to 65535",
    ],
    [
      'a method in small letters',
      operation({ methods: ['get'] }),
      "holds 'get', expected a method in capital letters",
    ],
    [
      'a path without slash',
      operation({ paths: ['api'] }),
      "holds 'api', expected a path that begins with '/' or '*'",
    ],
    [
      'a path with both wildcards',
      operation({ notPaths: ['/{*}/a*'] }),
      'where {*} and {**} are whole segments',
    ],
    ['half a segment', operation({ paths: ['/a{*}'] }), 'where {*} and {**} are whole segments'],
    [
      'a condition without values',
      condition(AuthorizationCondition.sourceIp({})),
      "the condition on source.ip has neither 'values' nor 'notValues'; give one of them",
    ],
    [
      'a condition with no address',
      condition(AuthorizationCondition.remoteIp({ values: ['here'] })),
      "'values' of the condition on remote.ip holds 'here', expected an address",
    ],
    [
      'a condition with no port',
      condition(AuthorizationCondition.destinationPort({ values: ['http'] })),
      "'values' of the condition on destination.port holds 'http', expected a port",
    ],
  ])('%s', (_name, rules, message) => {
    expect(() => new AuthorizationPolicy(shop(), 'Policy', { rules })).toThrow(message);
  });

  test.each(['', 'a]', 'a[b'])("the header '%s' in a key", (name) => {
    expect(() => AuthorizationCondition.requestHeader(name, { values: ['a'] })).toThrow(
      `'${name}' is no name for request.headers[…]; expected one without brackets that is not empty`,
    );
  });

  test.each<[string, AuthorizationRule]>([
    ["'requestPrincipals'", { from: [{ requestPrincipals: ['*'] }] }],
    ["'notNamespaces'", { from: [{ notNamespaces: ['shop'] }] }],
    ['request.auth.claims[role]', { when: [AuthorizationCondition.requestClaim('role', { values: ['a'] })] }],
  ])('identities where an external service decides: %s', (found, rule) => {
    const action = AuthorizationAction.custom('opa');
    expect(() => new AuthorizationPolicy(shop(), 'Policy', { action, rules: [rule] })).toThrow(
      `a rule with the action CUSTOM matches on ${found}, which Istio does not support`,
    );
  });

  test('an external service without a name', () => {
    expect(() => AuthorizationAction.custom('')).toThrow(
      "the 'provider' of AuthorizationAction.custom is empty; name one of 'extensionProviders'",
    );
  });

  test('a dry run of an external service', () => {
    const props = { action: AuthorizationAction.custom('opa'), rules: [{}], dryRun: true };
    expect(() => new AuthorizationPolicy(shop(), 'Policy', props)).toThrow(
      "'dryRun' is asked for with the action CUSTOM, which Istio asks and obeys all the same",
    );
  });

  test.each<[string, PolicyTargetProps, string]>([
    [
      'pods and targets',
      { selectorLabels: { app: 'a' }, targetRefs: [TargetRef.service({ name: 'a' })] },
      "'selectorLabels' and 'targetRefs' are both given; a policy takes one of them",
    ],
    ['no targets', { targetRefs: [] }, "'targetRefs' names 0 objects, expected 1 to 16"],
    [
      'no labels',
      { selectorLabels: {} },
      "'selectorLabels' is empty and would select all pods of the namespace",
    ],
    [
      'a wildcard',
      { selectorLabels: { app: 'a*' } },
      "'selectorLabels' holds 'app: a*'; expected a key, and a value",
    ],
    [
      'an empty key',
      { selectorLabels: { '': 'a' } },
      "'selectorLabels' holds ': a'; expected a key, and a value",
    ],
    ['a long value', { selectorLabels: { app: 'a'.repeat(64) } }, 'at most 63 characters'],
  ])('as target: %s', (_name, target, message) => {
    expect(() => AuthorizationPolicy.denyAll(shop(), 'Policy', target)).toThrow(message);
  });

  test('a list that is empty at deploy time', () => {
    const chart = shop();
    const namespaces = new ChartValues().list<string>('allowed', {
      default: [],
      items: { type: 'string' },
      description: 'Namespaces',
    });
    new AuthorizationPolicy(chart, 'Policy', { rules: [{ from: [{ namespaces }] }] });
    expect(constraintsOf(chart).map(({ message }) => message)).toEqual([
      "'namespaces' in 'from' of a rule is empty and would match everything; give it an entry or leave it out",
    ]);
  });
});

test('is left out where there is no mesh', () => {
  const chart = shop();
  AuthorizationPolicy.denyAll(chart, 'Policy', { platform: { mesh: false } });
  const context = {
    release: { name: 'r', namespace: 'shop' },
    chart: { name: 'c', version: '1', appVersion: '1' },
  };
  expect(plainManifests(collectObjects(chart, 'plain'), context)).toEqual([]);
});
