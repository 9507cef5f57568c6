import { annotationPlaced } from '../../lib/analysis/rules/annotation-placed';
import { testRule } from './rule-cases';

const object = (kind: string, annotation: string, spec = '{}'): string => `apiVersion: v1
kind: ${kind}
metadata:
  name: web
  namespace: shop
  annotations:
    ${annotation}
spec: ${spec}
`;
const found = (kind: string): string[] => [`Service shop/web metadata.annotations["${kind}"]:7`];

testRule(annotationPlaced, [
  [
    'of pods on a Service',
    object('Service', 'sidecar.istio.io/logLevel: debug'),
    found('sidecar.istio.io/logLevel'),
    ['IST0107'],
  ],
  [
    'of an Ingress on a Service',
    object('Service', 'kubernetes.io/ingress.class: istio'),
    found('kubernetes.io/ingress.class'),
  ],
  ['of a Service on a Service', object('Service', 'networking.istio.io/exportTo: .'), []],
  ['of pods on a Pod', object('Pod', 'sidecar.istio.io/logLevel: debug'), []],
  [
    'of a Service on a pod template, at which istioctl does not look',
    `apiVersion: batch/v1
kind: Job
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { annotations: { networking.istio.io/exportTo: . } } } }
`,
    ['Job shop/web spec.template.metadata.annotations["networking.istio.io/exportTo"]:4'],
    [],
  ],
  ['of every kind', object('Service', 'galley.istio.io/analyze-suppress: IST0101'), []],
  ['of somebody else', object('Service', 'example.com/a: b'), []],
]);
