import { authenticationSelectsWorkload } from '../../lib/analysis/rules/authentication-selects-workload';
import { testRule } from './rule-cases';

const mesh = (kind: string, labels: string, namespace = 'shop'): string => `
apiVersion: security.istio.io/v1
kind: ${kind}
metadata: { name: cart, namespace: ${namespace} }
spec: { selector: { matchLabels: ${labels} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec: { template: { metadata: { labels: { app: cart } } } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: entrance, namespace: shop }
spec: { gatewayClassName: istio }
`;
const found = (kind: string, namespace = 'shop'): string[] => [`${kind} ${namespace}/cart spec.selector:5`];

testRule(authenticationSelectsWorkload, [
  ['peers of nobody', mesh('PeerAuthentication', '{ app: card }'), found('PeerAuthentication')],
  ['tokens of nobody', mesh('RequestAuthentication', '{ app: card }'), found('RequestAuthentication')],
  [
    'another namespace',
    mesh('RequestAuthentication', '{ app: cart }', 'bank'),
    found('RequestAuthentication', 'bank'),
  ],
  ['peers', mesh('PeerAuthentication', '{ app: cart }'), []],
  ['tokens in the whole mesh', mesh('RequestAuthentication', '{ app: cart }', 'istio-system'), []],
  [
    'peers in the root namespace',
    mesh('PeerAuthentication', '{ app: cart }', 'istio-system'),
    found('PeerAuthentication', 'istio-system'),
  ],
  [
    "the installation's gateway",
    mesh('RequestAuthentication', '{ istio: ingressgateway }', 'istio-system'),
    [],
  ],
  ['a Gateway', mesh('RequestAuthentication', '{ gateway.networking.k8s.io/gateway-name: entrance }'), []],
  ['no selector', mesh('PeerAuthentication', '{}', 'bank'), []],
]);
