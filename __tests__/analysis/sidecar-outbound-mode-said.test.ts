import { sidecarOutboundModeSaid } from '../../lib/analysis/rules/sidecar-outbound-mode-said';
import { defaultSidecar as sidecar } from './manifest-texts';
import { testRule } from './rule-cases';

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
