import { gatewayHostsDisjoint } from '../../lib/analysis/rules/gateway-hosts-disjoint';
import { testRule } from './rule-cases';

const gateway = (name: string, hosts: string, fields = 'selector: { a: b }', port = 80): string => `---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: shop }
spec:
  ${fields}
  servers: [{ port: { number: ${port} }, hosts: ${hosts} }]
`;
const hosts = (name: string, line: number, ...places: number[]): string[] =>
  places.map((place) => `Gateway shop/${name} spec.servers[0].hosts[${place}]:${line}`);

testRule(gatewayHostsDisjoint, [
  ['a name under a wildcard', gateway('one', "['*.a.org', b.a.org, c.org]"), hosts('one', 7, 0, 1)],
  ['a wildcard under a wildcard', gateway('one', "['*.a.org', '*.b.a.org']"), hosts('one', 7, 0, 1)],
  ['one name in two cases', gateway('one', '[A.org, a.org]'), hosts('one', 7, 0, 1)],
  ['all namespaces and one', gateway('one', "['*/a.org', shop/a.org]"), hosts('one', 7, 0, 1)],
  ['two namespaces', gateway('one', '[bank/a.org, shop/a.org]'), []],
  [
    'two Gateways',
    gateway('one', "['*.a.org']") + gateway('two', '[b.a.org]'),
    [...hosts('one', 7, 0), ...hosts('two', 14, 0)],
  ],
  ['two Gateways for the same host', gateway('one', '[a.org]') + gateway('two', '[a.org]'), []],
  ['other pods', gateway('one', "['*.a.org']") + gateway('two', '[b.a.org]', 'selector: { a: c }'), []],
  ['another port', gateway('one', "['*.a.org']") + gateway('two', '[b.a.org]', 'selector: { a: b }', 81), []],
  ['no wildcard', gateway('one', '[b.org, a.b.org]'), []],
]);
