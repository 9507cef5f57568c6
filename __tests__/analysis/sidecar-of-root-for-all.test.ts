import { sidecarOfRootForAll } from '../../lib/analysis/rules/sidecar-of-root-for-all';
import { defaultSidecar as sidecar } from './manifest-texts';
import { testRule } from './rule-cases';

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
