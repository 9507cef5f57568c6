import { disabledPeersCalledInPlainText } from '../../lib/analysis/rules/disabled-peers-called-in-plain-text';
import { destinationRule as rule, peerAuthentication as peers } from './manifest-texts';
import { testRule } from './rule-cases';

const on = (namespace: string, host: string): string =>
  rule('mutual', namespace, `{ host: '${host}', trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }`);
const at = 'PeerAuthentication shop/default spec.mtls.mode:4';

testRule(disabledPeersCalledInPlainText, [
  [
    'a rule of the namespace',
    peers('shop', 'DISABLE') + on('shop', '*.shop.svc.cluster.local'),
    [at],
    ['KIA0505'],
  ],
  ['a rule of the mesh', peers('shop', 'DISABLE') + on('istio-system', '*.local'), [at]],
  [
    'a rule of the mesh that the namespace takes back',
    peers('shop', 'DISABLE') +
      on('istio-system', '*.local') +
      rule(
        'plain',
        'shop',
        '{ host: "*.shop.svc.cluster.local", trafficPolicy: { tls: { mode: DISABLE } } }',
      ),
    [],
  ],
  ['a rule for one service alone', peers('shop', 'DISABLE') + on('shop', 'orders'), []],
  ['no rule', peers('shop', 'DISABLE'), []],
  [
    'the whole mesh',
    peers('istio-system', 'DISABLE') + on('istio-system', '*.local'),
    ['PeerAuthentication istio-system/default spec.mtls.mode:4'],
    ['KIA0506'],
  ],
]);
