import { sidecarOfRootForAll } from '../../lib/analysis/rules/sidecar-of-root-for-all';
import { testRule } from './rule-cases';

const sidecar = (namespace: string, spec: string): string => `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: ${namespace} }
spec: ${spec}
---
`;

testRule(sidecarOfRootForAll, [
  [
    'a selector in the root namespace',
    sidecar('istio-system', '{ workloadSelector: { labels: { app: a } } }'),
    ['Sidecar istio-system/default spec.workloadSelector:4'],
  ],
  [
    'none there, and one elsewhere',
    sidecar('istio-system', '{}') + sidecar('shop', '{ workloadSelector: { labels: { app: a } } }'),
    [],
  ],
]);
