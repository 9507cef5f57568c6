import { sidecarSelectsWorkload } from '../../lib/analysis/rules/sidecar-selects-workload';
import { testRule } from './rule-cases';

const mesh = (
  labels: string,
  kind = 'CronJob',
  namespace = 'shop',
): string => `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: web, namespace: shop }
spec:
  workloadSelector:
    labels: ${labels}
---
apiVersion: batch/v1
kind: ${kind}
metadata: { name: web, namespace: ${namespace} }
spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: web } } } } } }
`;
const found = ['Sidecar shop/web spec.workloadSelector.labels:6'];

testRule(sidecarSelectsWorkload, [
  ['other labels', mesh('{ app: card }'), found],
  ['a workload of another namespace', mesh('{ app: web }', 'CronJob', 'bank'), found],
  ['a workload of any kind', mesh('{ app: web }'), []],
  ['no labels', mesh('{}'), []],
]);
