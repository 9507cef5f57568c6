import { peerAuthenticationUnique } from '../../lib/analysis/rules/peer-authentication-unique';
import { testRule } from './rule-cases';

const peers = (name: string, spec = '', namespace = 'shop'): string => `---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${spec} }
`;
const workload = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec: { template: { metadata: { labels: { app: cart, version: v1 } } } }
`;
const cart = 'selector: { matchLabels: { app: cart } }';
const v1 = 'selector: { matchLabels: { version: v1 } }';
const v2 = 'selector: { matchLabels: { version: v2 } }';

testRule(peerAuthenticationUnique, [
  [
    'two for a namespace',
    peers('a') + peers('b', 'selector: {}'),
    ['PeerAuthentication shop/a spec:5', 'PeerAuthentication shop/b spec:10'],
    ['KIA0002', 'KIA0002'],
  ],
  ['one for each namespace', peers('a') + peers('b', '', 'bank'), []],
  ['one besides one for a workload', peers('a') + peers('b', cart) + workload, []],
  [
    'two for a workload',
    peers('a', cart) + peers('b', v1) + workload,
    [
      'PeerAuthentication shop/a spec.selector.matchLabels:5',
      'PeerAuthentication shop/b spec.selector.matchLabels:10',
    ],
    ['KIA0003', 'KIA0003'],
  ],
  ['two of which one selects it', peers('a', cart) + peers('b', v2) + workload, []],
]);
