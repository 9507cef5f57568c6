import { sidecarOutsideAmbient } from '../../lib/analysis/rules/sidecar-outside-ambient';
import { testRule } from './rule-cases';

const mesh = (labels: string, spec = '{}', pod = '{ app: web }'): string => `apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${labels} }
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: web, namespace: shop }
spec:
  workloadSelector: ${spec}
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: ${pod} }
`;
const ambient = '{ istio.io/dataplane-mode: ambient }';
const selector = '{ labels: { app: web } }';

testRule(sidecarOutsideAmbient, [
  ['a namespace', mesh(ambient), ['Sidecar shop/web spec:8']],
  ['a pod of such a namespace', mesh(ambient, selector), ['Sidecar shop/web spec.workloadSelector:9']],
  [
    'a pod by itself',
    mesh('{}', selector, '{ app: web, istio.io/dataplane-mode: ambient }'),
    ['Sidecar shop/web spec.workloadSelector:9'],
  ],
  ['a pod that stays out', mesh(ambient, selector, '{ app: web, istio.io/dataplane-mode: none }'), []],
  ['sidecars besides', mesh('{ istio.io/dataplane-mode: ambient, istio-injection: enabled }'), []],
  ['a revision besides', mesh('{ istio.io/dataplane-mode: ambient, istio.io/rev: canary }'), []],
  ['a namespace without', mesh('{}'), []],
]);
