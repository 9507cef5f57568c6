import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  [
    'rules of each kind',
    `selector: { matchLabels: { app: web } }
action: ALLOW
rules:
  - from: [{ source: { principals: ["cluster.local/ns/shop/sa/web"], ipBlocks: [10.0.0.0/8] } }, { source: { serviceAccounts: [shop/web, web] } }]
    to: [{ operation: { ports: ["8080"], methods: [GET], paths: ["/a/{*}/{**}", "/b*"], hosts: [a.com] } }]
    when: [{ key: "request.headers[x-a]", values: [b] }, { key: source.ip, notValues: [10.0.0.1] }]`,
    [],
  ],
  ['no rules to allow by', '{}', []],
  [
    'no rules to deny by',
    'action: DENY',
    ['Ei spec.rules: is empty, so that action DENY never happens; for every request write a rule {}'],
  ],
  [
    'no rules to ask by',
    '{ action: CUSTOM, provider: { name: a } }',
    ['Ei spec.rules: is empty, so that action CUSTOM never happens; for every request write a rule {}'],
  ],
  [
    'nobody to ask',
    '{ action: CUSTOM, rules: [{}] }',
    ['Ei spec.provider.name: is empty, expected the extension provider that action CUSTOM asks'],
  ],
  [
    'somebody to ask in vain',
    '{ action: ALLOW, provider: { name: a }, rules: [{}] }',
    ['Ei spec.provider: is set, but action ALLOW asks no provider; remove it'],
  ],
  [
    'what nobody knows when asking',
    '{ action: CUSTOM, provider: { name: a }, rules: [{ from: [{ source: { namespaces: [a] } }], when: [{ key: request.auth.principal, values: [a] }] }] }',
    [
      'Ei spec.rules[0].from[0].source.namespaces: is not known when action CUSTOM asks its provider; remove it',
      `Ei spec.rules[0].when[0].key: 'request.auth.principal' is not known when action CUSTOM asks its provider; remove it`,
    ],
  ],
  [
    'parts that are missing',
    'rules: [{ from: [{}], to: [{}] }, { from: [{ source: {} }], to: [{ operation: {} }] }]',
    [
      'Ei spec.rules[0].from[0].source: is required',
      'Ei spec.rules[0].to[0].operation: is required',
      'Ei spec.rules[1].from[0].source: is empty, expected at least one condition',
      'Ei spec.rules[1].to[0].operation: is empty, expected at least one condition',
    ],
  ],
  [
    'texts that are empty',
    'rules: [{ from: [{ source: { principals: [""] } }], to: [{ operation: { methods: [""] } }] }]',
    [
      'Ei spec.rules[0].from[0].source.principals[0]: is empty, expected a text',
      'Ei spec.rules[0].to[0].operation.methods[0]: is empty, expected a text',
    ],
  ],
  [
    'addresses and ports that are none',
    'rules: [{ from: [{ source: { ipBlocks: [10.0.0.0/99, a] } }], to: [{ operation: { ports: ["80", http, "70000"] } }] }]',
    [
      `Ei spec.rules[0].from[0].source.ipBlocks[0]: '10.0.0.0/99' is no block of addresses such as 10.0.0.0/8`,
      `Ei spec.rules[0].from[0].source.ipBlocks[1]: 'a' is no IP address`,
      `Ei spec.rules[0].to[0].operation.ports[1]: 'http' is no port, expected a number up to 65535 as a text`,
      `Ei spec.rules[0].to[0].operation.ports[2]: '70000' is no port, expected a number up to 65535 as a text`,
    ],
  ],
  [
    'two ways to say who',
    'rules: [{ from: [{ source: { serviceAccounts: ["a/b/c", "*"], namespaces: [a] } }] }]',
    [
      'Eai spec.rules[0].from[0].source: Cannot set serviceAccounts with namespaces or principals',
      `Ei spec.rules[0].from[0].source.serviceAccounts[0]: is 'a/b/c', expected NAME or NAMESPACE/NAME`,
      `Ei spec.rules[0].from[0].source.serviceAccounts[1]: '*' has a wildcard, which no service account may have`,
    ],
  ],
  [
    'templates that are none',
    'rules: [{ to: [{ operation: { paths: ["/{**}/{*}", "/{id}", "/{*}/a b"] } }] }]',
    [
      `Ei spec.rules[0].to[0].operation.paths[0]: '/{**}/{*}' goes on with an operator after {**}, which must be the last`,
      `Ei spec.rules[0].to[0].operation.paths[1]: '/{id}' has '{id}', but braces are for the segments {*} and {**} alone`,
      `Ei spec.rules[0].to[0].operation.paths[2]: '/{*}/a b' has 'a b', which is no segment of a path`,
    ],
  ],
  [
    'conditions that are none',
    'rules: [{ when: [{ key: "", values: [a] }, { key: source.ip }, { key: source.ipp, values: [a] }, { key: request.headers, values: [a] }, { key: "destination.labels[a]", values: [a] }, { key: destination.port, values: ["-1"] }] }]',
    [
      'Ei spec.rules[0].when[0].key: is empty, expected an attribute such as request.headers[x-token]',
      `Ei spec.rules[0].when[1]: compares 'source.ip' with nothing, expected values or notValues`,
      `Ei spec.rules[0].when[2].key: 'source.ipp' is no attribute; did you mean source.ip?`,
      `Ei spec.rules[0].when[3].key: 'request.headers' lacks its key in brackets: NAME[KEY]`,
      `Ei spec.rules[0].when[4].key: 'destination.labels[a]' is no attribute any more; use the selector of the policy`,
      `Ei spec.rules[0].when[5].values[0]: '-1' is no port`,
    ],
  ],
  [
    'a denial of requests alone',
    '{ action: DENY, rules: [{ to: [{ operation: { paths: [/admin] } }] }, { from: [{ source: { requestPrincipals: ["*"] } }] }] }',
    [
      'Wi spec.rules[0]: denies by properties of requests alone, and with them all traffic to TCP ports; name the ports',
      'Wi spec.rules[1]: denies by properties of requests alone, and with them all traffic to TCP ports; name the ports',
    ],
  ],
  [
    'a denial of connections',
    '{ action: DENY, rules: [{ to: [{ operation: { paths: [/admin], ports: ["8080"] } }] }, { from: [{ source: { namespaces: [a] } }] }] }',
    [],
  ],
  [
    'a selector beside a target',
    '{ selector: { matchLabels: { app: a } }, targetRefs: [{ kind: Service, group: "", name: web }] }',
    ['Eai spec: only one of targetRefs or selector can be set'],
  ],
  [
    'targets that are none',
    'targetRefs: [{ kind: Pod, group: "", name: web }, { kind: Gateway, group: gateway.networking.k8s.io, name: a, namespace: b }]',
    [
      'Ei spec.targetRefs[0]: is a Pod, expected one of Service, networking.istio.io/ServiceEntry, gateway.networking.k8s.io/Gateway, gateway.networking.k8s.io/GatewayClass',
      'Eai spec.targetRefs[1].namespace: cross namespace referencing is not currently supported',
    ],
  ],
];

describe('a AuthorizationPolicy with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('security.istio.io/v1', 'AuthorizationPolicy', spec))).toEqual(expected);
  });
});
