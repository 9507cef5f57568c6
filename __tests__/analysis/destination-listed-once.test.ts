import { destinationListedOnce } from '../../lib/analysis/rules/destination-listed-once';
import { virtualService as service } from './manifest-texts';
import { testRule } from './rule-cases';

const route = (list: string): string => service('orders', 'shop', `{ http: [{ route: ${list} }] }`);

testRule(destinationListedOnce, [
  [
    'one host in two ways',
    route('[{ destination: { host: a } }, { destination: { host: a.shop.svc.cluster.local } }]'),
    ['VirtualService shop/orders spec.http[0].route[1].destination:4'],
  ],
  [
    'other subsets, ports, hosts',
    route(
      '[{ destination: { host: a } }, { destination: { host: a, subset: v1 } }, { destination: { host: a, port: { number: 81 } } }, { destination: { host: b } }]',
    ),
    [],
  ],
]);
