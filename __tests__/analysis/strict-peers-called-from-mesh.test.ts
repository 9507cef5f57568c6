import { strictPeersCalledFromMesh } from '../../lib/analysis/rules/strict-peers-called-from-mesh';
import { testRule } from './rule-cases';

const mesh = (value: string, mtls = 'mtls: { mode: STRICT }', client = 'disabled'): string => `
apiVersion: v1
kind: Namespace
metadata: { name: tools, labels: { istio-injection: ${client} } }
---
apiVersion: v1
kind: Pod
metadata: { name: probe, namespace: tools }
spec: { containers: [{ env: [{ name: TARGET, value: '${value}' }] }] }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: 9090 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: cart, namespace: shop }
spec: { selector: { matchLabels: { app: cart } }, ${mtls} }
`;
const found = ['Pod tools/probe spec.containers[0].env[0].value:9'];
const open = 'mtls: { mode: STRICT }, portLevelMtls: { 9090: { mode: PERMISSIVE } }';

testRule(strictPeersCalledFromMesh, [
  ['an address', mesh('http://cart.shop/health'), found],
  ['a host and a port', mesh('cart.shop.svc.cluster.local:80'), found],
  ['one of several', mesh('cart.shop:80,till.shop:80'), found],
  ['credentials before it', mesh('http://user:word@cart.shop:80/'), found],
  ['another namespace', mesh('http://cart'), []],
  ['a host outside', mesh('http://cart.shop.example.com'), []],
  ['a word', mesh('cart.shop'), []],
  ['pods that accept plain text', mesh('http://cart.shop', 'mtls: { mode: PERMISSIVE }'), []],
  ['a port that accepts plain text', mesh('http://cart.shop:81', open), []],
  ['a port that does not', mesh('http://cart.shop:80', open), found],
  ['a caller in the mesh', mesh('http://cart.shop', undefined, 'enabled'), []],
]);
