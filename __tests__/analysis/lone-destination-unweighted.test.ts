import { loneDestinationUnweighted } from '../../lib/analysis/rules/lone-destination-unweighted';
import { virtualService as service } from './manifest-texts';
import { testRule } from './rule-cases';

const route = (list: string): string =>
  service('orders', 'shop', `{ http: [{ route: ${list} }], tcp: [{ route: ${list} }] }`);

testRule(loneDestinationUnweighted, [
  [
    'a part of everything',
    route('[{ destination: { host: a }, weight: 70 }]'),
    [
      'VirtualService shop/orders spec.http[0].route[0].weight:4',
      'VirtualService shop/orders spec.tcp[0].route[0].weight:4',
    ],
  ],
  [
    'no weight, all, none, or one of two',
    route('[{ destination: { host: a } }]') +
      route('[{ destination: { host: a }, weight: 100 }]') +
      route('[{ destination: { host: a }, weight: 0 }]') +
      route('[{ destination: { host: a }, weight: 70 }, { destination: { host: b }, weight: 30 }]'),
    [],
  ],
]);
