import { telemetrySelectionUnique } from '../../lib/analysis/rules/telemetry-selection-unique';
import { testRule } from './rule-cases';

const telemetry = (name: string, namespace: string): string => `---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: web } }
`;
const pods = `---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
`;

testRule(telemetrySelectionUnique, [
  [
    'two that select one workload',
    telemetry('a', 'shop') + telemetry('b', 'shop') + pods,
    ['Telemetry shop/a spec.selector.matchLabels:6', 'Telemetry shop/b spec.selector.matchLabels:12'],
  ],
  ['two in different namespaces', telemetry('a', 'shop') + telemetry('b', 'bank') + pods, []],
  ['two that select nobody', telemetry('a', 'bank') + telemetry('b', 'bank') + pods, []],
]);
