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
  ],
  [
    'injection by label too',
    pod('sidecar.istio.io/inject: "true"', '{ sidecar.istio.io/inject: "true" }'),
    [],
  ],
  ['a current one', pod('sidecar.istio.io/logLevel: debug'), []],
]);
