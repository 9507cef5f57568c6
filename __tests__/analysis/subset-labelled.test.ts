import { subsetLabelled } from '../../lib/analysis/rules/subset-labelled';
import { destinationRule as rule } from './manifest-texts';
import { testRule } from './rule-cases';

testRule(subsetLabelled, [
  [
    'subsets with labels, and one with a policy of its own',
    rule(
      'a',
      'shop',
      '{ host: o, subsets: [{ name: v1, labels: { version: v1 } }, { name: calm, trafficPolicy: {} }] }',
    ),
    [],
  ],
  [
    'subsets without labels',
    rule('a', 'shop', '{ host: o, subsets: [{ name: v1 }, { name: v2, labels: {} }] }'),
    ['DestinationRule shop/a spec.subsets[0]:4', 'DestinationRule shop/a spec.subsets[1]:4'],
  ],
  [
    'the only subset',
    rule('a', 'shop', '{ host: o, subsets: [{ name: v1 }] }'),
    ['DestinationRule shop/a spec.subsets[0]:4 info'],
  ],
]);
