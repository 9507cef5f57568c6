import { meshHostUnique } from '../../lib/analysis/rules/mesh-host-unique';
import { testRule } from './rule-cases';

const route = (name: string, namespace: string, spec: string): string => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  ${spec}
`;
const both = ['VirtualService bank/b spec.hosts[0]:12', 'VirtualService shop/a spec.hosts[0]:6'];

testRule(meshHostUnique, [
  [
    'one host, written in two ways',
    route('a', 'shop', 'hosts: [cart]') + route('b', 'bank', 'hosts: [cart.shop.svc.cluster.local]'),
    both,
  ],
  [
    'a gateway besides',
    route('a', 'shop', 'hosts: [a.org]') + route('b', 'bank', '{ hosts: [a.org], gateways: [x, mesh] }'),
    both,
  ],
  [
    'one exported to the other',
    route('a', 'shop', '{ hosts: [a.org], exportTo: [.] }') +
      route('b', 'bank', '{ hosts: [a.org], exportTo: [shop] }'),
    both,
  ],
  [
    'one everywhere, one at home',
    route('a', 'shop', '{ hosts: [a.org], exportTo: [.] }') + route('b', 'bank', 'hosts: [a.org]'),
    both,
  ],
  ['different hosts', route('a', 'shop', 'hosts: [cart]') + route('b', 'bank', 'hosts: [cart]'), []],
  [
    'gateways alone, which merge',
    route('a', 'shop', '{ hosts: [a.org], gateways: [x] }') +
      route('b', 'shop', '{ hosts: [a.org], gateways: [x] }'),
    [],
  ],
  [
    'each at home',
    route('a', 'shop', '{ hosts: [a.org], exportTo: [.] }') +
      route('b', 'bank', '{ hosts: [a.org], exportTo: [.] }'),
    [],
  ],
]);
