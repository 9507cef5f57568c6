import { workloadGroupUnique } from '../../lib/analysis/rules/workload-group-unique';
import { testRule } from './rule-cases';

const group = (name: string, labels: string, namespace = 'bank'): string => `---
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: ${name}, namespace: ${namespace} }
spec: { metadata: { labels: { ${labels} } } }
`;

testRule(workloadGroupUnique, [
  [
    'the same labels',
    group('a', 'app: a, tier: b') + group('b', 'tier: b, app: a'),
    ['WorkloadGroup bank/a spec.metadata.labels:5', 'WorkloadGroup bank/b spec.metadata.labels:10'],
  ],
  ['two labels', group('a', 'app: a') + group('b', 'app: b'), []],
  ['two namespaces', group('a', 'app: a') + group('b', 'app: a', 'shop'), []],
]);
