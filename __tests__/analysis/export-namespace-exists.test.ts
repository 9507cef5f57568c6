import { exportNamespaceExists } from '../../lib/analysis/rules/export-namespace-exists';
import { serviceEntry as entry } from './manifest-texts';
import { testRule } from './rule-cases';

const back = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: back }\n';

testRule(exportNamespaceExists, [
  ['all, its own, one that is there', entry('a', 'shop', '{ exportTo: ["*", ., back, shop] }') + back, []],
  [
    'one that is not there',
    entry('a', 'shop', '{ exportTo: [back, bakc] }') + back,
    ['ServiceEntry shop/a spec.exportTo[1]:4'],
  ],
  ['that of the installation', entry('a', 'shop', '{ exportTo: [istio-system] }') + back, []],
  ['no Namespace in the set', entry('a', 'shop', '{ exportTo: [bakc] }'), []],
]);
