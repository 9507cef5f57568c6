import { envoyFilterOperationApplies } from '../../lib/analysis/rules/envoy-filter-operation-applies';
import { testRule } from './rule-cases';

const filter = (operation: string, applyTo: string): string => `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: web, namespace: shop }
spec:
  configPatches:
    - applyTo: ${applyTo}
      patch:
        operation: ${operation}
`;
const found = ['EnvoyFilter shop/web spec.configPatches[0].patch.operation:8'];

testRule(envoyFilterOperationApplies, [
  ['ADD on routes', filter('ADD', 'ROUTE_CONFIGURATION'), found, ['IST0153']],
  ['REMOVE on a route', filter('REMOVE', 'HTTP_ROUTE'), found, ['IST0154']],
  ['REPLACE on a cluster', filter('REPLACE', 'CLUSTER'), found, ['IST0152']],
  ['REPLACE on a filter', filter('REPLACE', 'NETWORK_FILTER'), []],
  ['REPLACE on a virtual host', filter('REPLACE', 'VIRTUAL_HOST'), []],
  ['MERGE on a route', filter('MERGE', 'HTTP_ROUTE'), []],
  ['ADD on a cluster', filter('ADD', 'CLUSTER'), []],
]);
