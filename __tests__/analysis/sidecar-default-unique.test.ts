import { sidecarDefaultUnique } from '../../lib/analysis/rules/sidecar-default-unique';
import { testRule } from './rule-cases';

const sidecar = (name: string, namespace: string, spec: string): string => `---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: ${name}
  namespace: ${namespace}
spec: ${spec}
`;

testRule(sidecarDefaultUnique, [
  [
    'two without selector in one namespace, one in another',
    sidecar('a', 'shop', '{ egress: [] }') + sidecar('b', 'shop', '{}') + sidecar('c', 'bank', '{}'),
    ['Sidecar shop/a spec:7', 'Sidecar shop/b spec:14'],
  ],
  [
    'one without and one with a selector',
    sidecar('a', 'shop', '{}') + sidecar('b', 'shop', '{ workloadSelector: { labels: { app: b } } }'),
    [],
  ],
  [
    'a selector of no label chooses all',
    sidecar('a', 'shop', '{}') + sidecar('b', 'shop', '{ workloadSelector: { labels: {} } }'),
    ['Sidecar shop/a spec:7', 'Sidecar shop/b spec:14'],
  ],
]);
