import { annotationStable } from '../../lib/analysis/rules/annotation-stable';
import { testRule } from './rule-cases';

const pod = (annotation: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  annotations:
    ${annotation}
`;

testRule(annotationStable, [
  [
    'alpha',
    pod('sidecar.istio.io/logLevel: debug'),
    ['Pod shop/web metadata.annotations["sidecar.istio.io/logLevel"]:7'],
  ],
  ['beta', pod('proxy.istio.io/config: "{}"'), []],
  ['deprecated, which another rule finds', pod('alpha.istio.io/identity: a'), []],
]);
