import { schemaValid } from '../../lib/analysis/rules/schema-valid';
import { testRule } from './rule-cases';

const route = (timeout: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  http:
    - timeout: ${timeout}
      route: [{ destination: { host: web } }]
`;

testRule(schemaValid, [
  ['no duration', route('soon'), ['VirtualService shop/web spec.http[0].timeout:7']],
  ['a duration', route('5s'), []],
]);
