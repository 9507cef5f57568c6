import { gatewayHostUnique } from '../../lib/analysis/rules/gateway-host-unique';
import { testRule } from './rule-cases';

const gateway = (name: string, selector: string, server: string): string => `---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: shop }
spec:
  selector: ${selector}
  servers:
    - { ${server} }
`;
const pods = (labels: string): string => `---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: edge, labels: ${labels} }
`;
const at80 = 'port: { number: 80 }, hosts: [a.org, b.org]';
const found = ['Gateway shop/one spec.servers[0].hosts[1]:8', 'Gateway shop/two spec.servers[0].hosts[0]:16'];

testRule(gatewayHostUnique, [
  [
    'one selector',
    gateway('one', '{ a: b }', at80) + gateway('two', '{ a: b }', 'port: { number: 80 }, hosts: [b.org]'),
    found,
  ],
  [
    'two selectors that choose one pod',
    gateway('one', '{ a: b }', at80) +
      gateway('two', '{ c: d }', 'port: { number: 80 }, hosts: [b.org]') +
      pods('{ a: b, c: d }'),
    found,
  ],
  [
    'two selectors without a common pod',
    gateway('one', '{ a: b }', at80) + gateway('two', '{ a: b, c: d }', at80) + pods('{ a: b }'),
    [],
  ],
  [
    'two ports',
    gateway('one', '{ a: b }', at80) + gateway('two', '{ a: b }', 'port: { number: 81 }, hosts: [a.org]'),
    [],
  ],
  [
    'two addresses',
    gateway('one', '{ a: b }', at80) + gateway('two', '{ a: b }', `bind: 10.0.0.1, ${at80}`),
    [],
  ],
  [
    'two hosts',
    gateway('one', '{ a: b }', at80) + gateway('two', '{ a: b }', 'port: { number: 80 }, hosts: [c.org]'),
    [],
  ],
]);
