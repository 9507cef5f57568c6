import { strictPeersCalledByMutualTls } from '../../lib/analysis/rules/strict-peers-called-by-mutual-tls';
import { destinationRule as rule, peerAuthentication as peers } from './manifest-texts';
import { testRule } from './rule-cases';

const off = (host: string): string =>
  rule('plain', 'shop', `{ host: '${host}', trafficPolicy: { tls: { mode: DISABLE } } }`);
const service = `apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec: { selector: { app: orders }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
`;
const at = 'DestinationRule shop/plain spec.trafficPolicy.tls.mode:4';

testRule(strictPeersCalledByMutualTls, [
  [
    'a namespace that is strict',
    off('*.shop.svc.cluster.local') + peers('shop', 'STRICT'),
    [at],
    ['KIA0207'],
  ],
  ['a mesh that is strict', off('*.local') + peers('istio-system', 'STRICT'), [at], ['KIA0208']],
  ['a service of a strict namespace', off('orders') + peers('shop', 'STRICT') + service, [at]],
  [
    'a namespace that is permissive in a strict mesh',
    off('*.shop.svc.cluster.local') + peers('shop', 'PERMISSIVE') + peers('istio-system', 'STRICT'),
    [],
  ],
  ['a host of the outside world', off('www.example.com') + peers('istio-system', 'STRICT'), []],
  ['nobody is strict', off('*.local'), []],
]);
