import { sidecarSelectionUnique } from '../../lib/analysis/rules/sidecar-selection-unique';
import { testRule } from './rule-cases';

const sidecar = (name: string, labels: string): string => `---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: ${name}, namespace: shop }
spec:
  workloadSelector:
    labels: ${labels}
`;
const pods = `---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web, tier: front } } } }
`;

testRule(sidecarSelectionUnique, [
  [
    'two that select one workload by different labels',
    sidecar('a', '{ app: web }') + sidecar('b', '{ tier: front }') + pods,
    ['Sidecar shop/a spec.workloadSelector.labels:7', 'Sidecar shop/b spec.workloadSelector.labels:14'],
  ],
  ['one that selects nobody', sidecar('a', '{ app: web }') + sidecar('b', '{ tier: back }') + pods, []],
  ['one for the rest', sidecar('a', '{ app: web }') + sidecar('b', '{}') + pods, []],
  [
    'pods without sidecars',
    sidecar('a', '{ app: web }') +
      sidecar('b', '{ app: web }') +
      pods.replace('labels: {', 'labels: { istio.io/dataplane-mode: ambient,'),
    [],
  ],
]);
