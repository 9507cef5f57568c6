import { annotationCurrent } from '../../lib/analysis/rules/annotation-current';
import { testRule } from './rule-cases';

const pod = (annotation: string, labels = '{}'): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels: ${labels}
  annotations:
    ${annotation}
`;

testRule(annotationCurrent, [
  [
    'injection',
    pod('sidecar.istio.io/inject: "true"'),
    ['Pod shop/web metadata.annotations["sidecar.istio.io/inject"]:8'],
    ['IST0135'],
  ],
  [
    'injection of a pod template, at which istioctl does not look',
    `apiVersion: batch/v1
kind: Job
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { annotations: { sidecar.istio.io/inject: "true" } } } }
`,
    ['Job shop/web spec.template.metadata.annotations["sidecar.istio.io/inject"]:4'],
    [],
  ],
  [
    'injection by label too',
    pod('sidecar.istio.io/inject: "true"', '{ sidecar.istio.io/inject: "true" }'),
    [],
  ],
  ['a current one', pod('sidecar.istio.io/logLevel: debug'), []],
]);
