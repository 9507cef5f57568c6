import { matchEffective } from '../../lib/analysis/rules/match-effective';
import { testRule } from './rule-cases';

const routes = (...matches: readonly string[]): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  http:
${matches.map((match) => `    - match: ${match}\n`).join('')}`;

testRule(matchEffective, [
  [
    'within a route',
    routes('[{ uri: { prefix: /a } }, { uri: { exact: /ab } }]'),
    ['VirtualService shop/web spec.http[0].match[1]:6'],
  ],
  [
    'in a later route, under another name',
    routes(
      '[{ name: x, uri: { prefix: /a } }]',
      '[{ uri: { prefix: /b } }, { name: y, uri: { prefix: /a } }]',
    ),
    ['VirtualService shop/web spec.http[1].match[1]:7'],
  ],
  ['after a route without match', routes('[]', '[{ uri: { prefix: /a } }]'), []],
  ['in the other order', routes('[{ uri: { exact: /ab } }, { uri: { prefix: /a } }]'), []],
]);
