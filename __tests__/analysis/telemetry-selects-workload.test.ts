import { telemetrySelectsWorkload } from '../../lib/analysis/rules/telemetry-selects-workload';
import { testRule } from './rule-cases';

const mesh = (labels: string, namespace = 'shop'): string => `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: web, namespace: shop }
spec:
  selector:
    matchLabels: ${labels}
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: ${namespace}, labels: { app: web } }
`;
const found = ['Telemetry shop/web spec.selector.matchLabels:6'];

testRule(telemetrySelectsWorkload, [
  ['other labels', mesh('{ app: card }'), found],
  ['a workload of another namespace', mesh('{ app: web }', 'bank'), found],
  ['a workload', mesh('{ app: web }'), []],
  ['no labels', mesh('{}'), []],
]);
