import { workloadDataPlaneUnique } from '../../lib/analysis/rules/workload-data-plane-unique';
import { testRule } from './rule-cases';

const mesh = (metadata: string, namespace = 'istio.io/dataplane-mode: ambient', spec = ''): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${namespace} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  template:
    metadata: { ${metadata} }
    spec: { ${spec} }
`;
const sidecar = "labels: { sidecar.istio.io/inject: 'true' }";
const found = ['Deployment shop/cart spec.template.metadata.labels:11'];

testRule(workloadDataPlaneUnique, [
  ['a sidecar in a namespace of ambient mode', mesh(sidecar), found, ['KIA1316']],
  [
    'a proxy in a namespace of ambient mode',
    mesh('labels: {}', undefined, 'containers: [{ name: istio-proxy, image: example.com/proxy }]'),
    found,
  ],
  [
    'both labels',
    mesh("labels: { sidecar.istio.io/inject: 'true', istio.io/dataplane-mode: ambient }", 'a: b'),
    found.map((finding) => `${finding} error`),
    ['KIA1311'],
  ],
  ['a gateway', mesh(`${sidecar}, annotations: { inject.istio.io/templates: gateway }`), []],
  [
    'pods that have left',
    mesh("labels: { sidecar.istio.io/inject: 'true', istio.io/dataplane-mode: none }"),
    [],
  ],
  ['a namespace of sidecars', mesh(sidecar, 'istio-injection: enabled'), []],
  ['ambient mode', mesh('labels: {}'), []],
]);
