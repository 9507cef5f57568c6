import { envoyFilterOrderStated } from '../../lib/analysis/rules/envoy-filter-order-stated';
import { testRule } from './rule-cases';

const filter = (patches: string, more = ''): string => `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: web, namespace: shop }
spec:
  configPatches:
    - ${patches}
${more}`;
const patch = (operation: string, applyTo = 'HTTP_FILTER'): string =>
  `{ applyTo: ${applyTo}, patch: { operation: ${operation} } }`;
const found = ['EnvoyFilter shop/web spec.configPatches[0]:6'];

testRule(envoyFilterOrderStated, [
  ['before another', filter(patch('INSERT_BEFORE')), found, ['IST0151']],
  ['instead of another', filter(patch('REPLACE')), found],
  ['away with another', filter(patch('REMOVE', 'CLUSTER')), found],
  ['a priority', filter(patch('INSERT_AFTER'), '  priority: -1\n'), []],
  [
    'relative to nothing',
    filter(`${patch('ADD')}\n    - ${patch('MERGE')}\n    - ${patch('INSERT_FIRST')}`),
    [],
  ],
  [
    'what does not apply, which another rule finds',
    filter(`${patch('REMOVE', 'HTTP_ROUTE')}\n    - ${patch('REPLACE', 'CLUSTER')}`),
    [],
  ],
]);
