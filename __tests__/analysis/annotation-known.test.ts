import { annotationKnown } from '../../lib/analysis/rules/annotation-known';
import { testRule } from './rule-cases';

const job = (annotation: string): string => `apiVersion: batch/v1
kind: Job
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata:
      annotations:
        ${annotation}
`;

testRule(annotationKnown, [
  [
    'a slip on a pod template',
    job('sidecar.istio.io/proxyCpu: 100m'),
    ['Job shop/web spec.template.metadata.annotations["sidecar.istio.io/proxyCpu"]:8'],
    [],
  ],
  [
    'a slip on a namespace',
    `apiVersion: v1
kind: Namespace
metadata: { name: shop, annotations: { sidecar.istio.io/nothing: a } }
`,
    ['Namespace shop metadata.annotations["sidecar.istio.io/nothing"]:3'],
    ['IST0108'],
  ],
  ['a known one', job('sidecar.istio.io/proxyCPU: 100m'), []],
  ['one of somebody else', job('example.com/proxyCPU: 100m'), []],
]);
