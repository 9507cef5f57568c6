import { sidecarKeepsOutboundPolicy } from '../../lib/analysis/rules/sidecar-keeps-outbound-policy';
import { testRule } from './rule-cases';

const sidecar = (policy: string): string => `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  ${policy}
`;
const mesh = (mode: string): string => `---
apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: { name: istio, namespace: istio-system }
spec: { meshConfig: { outboundTrafficPolicy: { mode: ${mode} } } }
`;
const open = sidecar('outboundTrafficPolicy: { mode: ALLOW_ANY }');

testRule(sidecarKeepsOutboundPolicy, [
  [
    'an open Sidecar in a closed mesh',
    open + mesh('REGISTRY_ONLY'),
    ['Sidecar shop/default spec.outboundTrafficPolicy.mode:5'],
  ],
  ['an open Sidecar in an open mesh', open + mesh('ALLOW_ANY'), []],
  ['an open Sidecar in a mesh that nothing is known of', open, []],
  ['a closed Sidecar', sidecar('outboundTrafficPolicy: { mode: REGISTRY_ONLY }') + mesh('REGISTRY_ONLY'), []],
  ['a Sidecar that leaves it to the mesh', sidecar('egress: []') + mesh('REGISTRY_ONLY'), []],
]);
