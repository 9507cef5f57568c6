import { sidecarOutboundModeSaid } from '../../lib/analysis/rules/sidecar-outbound-mode-said';
import { testRule } from './rule-cases';

const sidecar = (namespace: string, spec: string): string => `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: ${namespace} }
spec: ${spec}
---
`;

testRule(sidecarOutboundModeSaid, [
  [
    'no mode',
    sidecar('shop', '{ outboundTrafficPolicy: {} }'),
    ['Sidecar shop/default spec.outboundTrafficPolicy:4'],
  ],
  [
    'a mode, or no policy',
    sidecar('shop', '{ outboundTrafficPolicy: { mode: ALLOW_ANY } }') + sidecar('back', '{}'),
    [],
  ],
]);
