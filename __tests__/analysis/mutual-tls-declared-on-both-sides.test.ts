import { mutualTlsDeclaredOnBothSides } from '../../lib/analysis/rules/mutual-tls-declared-on-both-sides';
import {
  destinationRule as rule,
  meshSettings as settings,
  peerAuthentication as peers,
} from './manifest-texts';
import { testRule } from './rule-cases';

const manual = settings('enableAutoMtls: false');
const on = (namespace: string, host: string): string =>
  rule('mutual', namespace, `{ host: '${host}', trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }`);

testRule(mutualTlsDeclaredOnBothSides, [
  ['automatic mutual TLS needs neither', settings('enableAutoMtls: true') + peers('shop', 'STRICT'), []],
  [
    'strict pods that nobody speaks mutual TLS to',
    manual + peers('shop', 'STRICT'),
    ['PeerAuthentication shop/default spec.mtls.mode:9'],
    ['KIA0501'],
  ],
  [
    'a strict mesh',
    manual + peers('istio-system', 'STRICT'),
    ['PeerAuthentication istio-system/default spec.mtls.mode:9'],
    ['KIA0401'],
  ],
  [
    'a strict namespace and a rule of the mesh',
    manual + peers('shop', 'STRICT') + on('istio-system', '*.local') + peers('istio-system', 'PERMISSIVE'),
    [],
  ],
  ['both sides', manual + on('shop', '*.shop.svc.cluster.local') + peers('shop', 'STRICT'), []],
]);
