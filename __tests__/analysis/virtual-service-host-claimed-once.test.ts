import { virtualServiceHostClaimedOnce } from '../../lib/analysis/rules/virtual-service-host-claimed-once';
import { virtualService as service } from './manifest-texts';
import { testRule } from './rule-cases';

const at = (name: string, line: number): string => `VirtualService ${name} spec.hosts[0]:${line}`;

testRule(virtualServiceHostClaimedOnce, [
  [
    'one host twice at a gateway',
    service('a', 'shop', '{ hosts: [orders], gateways: [gw] }') +
      service('b', 'shop', '{ hosts: [orders.shop.svc.cluster.local], gateways: [gw] }'),
    [at('shop/a', 4), at('shop/b', 9)],
  ],
  [
    'a host and a pattern at one gateway',
    service('a', 'shop', '{ hosts: [a.shop.io], gateways: [gw] }') +
      service('b', 'shop', '{ hosts: ["*.shop.io"], gateways: [shop/gw] }'),
    [at('shop/a', 4), at('shop/b', 9)],
  ],
  [
    'other hosts, other gateways',
    service('a', 'shop', '{ hosts: [a.io], gateways: [gw] }') +
      service('b', 'shop', '{ hosts: [a.io] }') +
      service('c', 'shop', '{ hosts: [b.io] }'),
    [],
  ],
  [
    'seen by nobody together',
    service('a', 'shop', '{ hosts: [a.io], exportTo: [.] }') +
      service('b', 'back', '{ hosts: [a.io], exportTo: [.] }'),
    [],
  ],
]);
