import { matchEffective } from '../../lib/analysis/rules/match-effective';
import { testRule, type RuleCase } from './rule-cases';

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
    [],
  ],
  [
    'in a later route, under another name',
    routes(
      '[{ name: x, uri: { prefix: /a } }]',
      '[{ uri: { prefix: /b } }, { name: y, uri: { prefix: /a } }]',
    ),
    ['VirtualService shop/web spec.http[1].match[1]:7'],
  ],
  ...[
    ['the same', '{ uri: { exact: /a } }', '{ uri: { exact: /a } }', ['IST0131']] as const,
    ['a longer prefix', '{ uri: { prefix: /a } }', '{ uri: { prefix: /ab } }', ['IST0131']] as const,
    [
      'a longer prefix at one port',
      '{ uri: { prefix: /a }, port: 80 }',
      '{ uri: { prefix: /ab }, port: 80 }',
      ['IST0131'],
    ] as const,
    [
      'a longer prefix at one of all ports',
      '{ uri: { prefix: /a } }',
      '{ uri: { prefix: /ab }, port: 80 }',
      [],
    ] as const,
    [
      'a longer prefix with more headers',
      '{ uri: { prefix: /a } }',
      '{ uri: { prefix: /ab }, headers: { a: {} } }',
      [],
    ] as const,
    [
      'one prefix with more parameters',
      '{ uri: { prefix: /a } }',
      '{ uri: { prefix: /a }, queryParams: { a: { exact: b } } }',
      [],
    ] as const,
    ['a path under a prefix', '{ uri: { prefix: /a } }', '{ uri: { exact: /ab } }', []] as const,
  ].map(([about, first, second, aliases]): RuleCase => [
    `${about}, as istioctl sees it or not`,
    routes(`[${first}, ${second}]`),
    ['VirtualService shop/web spec.http[0].match[1]:6'],
    aliases,
  ]),
  ['after a route without match', routes('[]', '[{ uri: { prefix: /a } }]'), []],
  ['in the other order', routes('[{ uri: { exact: /ab } }, { uri: { prefix: /a } }]'), []],
]);
