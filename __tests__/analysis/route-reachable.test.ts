import { routeReachable } from '../../lib/analysis/rules/route-reachable';
import { testRule } from './rule-cases';

const routes = (
  protocol: string,
  ...matches: readonly string[]
): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  ${protocol}:
${matches.map((match) => `    - match: ${match}\n`).join('')}`;
const second = (protocol = 'http'): string[] => [`VirtualService shop/web spec.${protocol}[1]:7`];

testRule(routeReachable, [
  ['after a route without match', routes('http', '[]', '[]'), second()],
  [
    'after a route for every path',
    routes('http', '[{ uri: { prefix: / } }]', '[{ headers: { a: { exact: b } } }]'),
    second(),
  ],
  ['a longer prefix', routes('http', '[{ uri: { prefix: /a } }]', '[{ uri: { prefix: /ab } }]'), second()],
  [
    'an exact path of a regular expression',
    routes('http', '[{ uri: { regex: "/a.*" } }]', '[{ uri: { exact: /ab } }]'),
    second(),
  ],
  [
    'one method of all',
    routes('http', '[{ uri: { prefix: /a } }]', '[{ uri: { exact: /a }, method: { exact: GET } }]'),
    second(),
  ],
  [
    'each match by another one',
    routes(
      'http',
      '[{ uri: { prefix: /a } }, { uri: { prefix: /b } }]',
      '[{ uri: { exact: /a } }, { uri: { exact: /b } }]',
    ),
    second(),
  ],
  [
    'a header by its presence',
    routes('http', '[{ headers: { a: {} } }]', '[{ headers: { a: { exact: b }, c: {} } }]'),
    second(),
  ],
  [
    'a path in any case',
    routes('http', '[{ uri: { prefix: /A }, ignoreUriCase: true }]', '[{ uri: { prefix: /ab } }]'),
    second(),
  ],
  ['the same port', routes('tcp', '[{ port: 80 }]', '[{ port: 80, gateways: [a] }]'), second('tcp')],
  [
    'a host of a wildcard',
    routes('tls', '[{ sniHosts: ["*.a.org"] }]', '[{ sniHosts: [b.a.org] }]'),
    second('tls'),
  ],
  ['a shorter prefix', routes('http', '[{ uri: { prefix: /ab } }]', '[{ uri: { prefix: /a } }]'), []],
  ['another method', routes('http', '[{ method: { exact: GET } }]', '[{ method: { exact: POST } }]'), []],
  [
    'a method of those that are left',
    routes('http', '[{ method: { exact: GET } }]', '[{ uri: { prefix: /a } }]'),
    [],
  ],
  [
    'one of two matches',
    routes('http', '[{ uri: { prefix: /a } }]', '[{ uri: { prefix: /ab } }, { uri: { prefix: /b } }]'),
    [],
  ],
  [
    'a case that the first one minds',
    routes('http', '[{ uri: { prefix: /a } }]', '[{ uri: { prefix: /a }, ignoreUriCase: true }]'),
    [],
  ],
  [
    'a header that must be missing',
    routes('http', '[{ withoutHeaders: { a: {} } }]', '[{ uri: { prefix: /a } }]'),
    [],
  ],
  ['another port', routes('tcp', '[{ port: 80 }]', '[{ port: 81 }]'), []],
  ['another gateway', routes('http', '[{ gateways: [a] }]', '[{ gateways: [a, b] }]'), []],
  [
    'expressions that nobody compares',
    routes('http', '[{ uri: { regex: "/[a-z]+" } }]', '[{ uri: { regex: "/[a-c]+" } }]'),
    [],
  ],
]);
