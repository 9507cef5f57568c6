import { networkPolicyLetsCallers } from '../../lib/analysis/rules/network-policy-lets-callers';
import { testRule } from './rule-cases';

const mesh = (network: string, ports = '', mode = 'istio-injection: enabled'): string => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: stock, namespace: shop }
spec:
  selector: { matchLabels: { app: stock } }
  rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/cart] } }] ${ports} }]
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${mode} } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec: { serviceAccountName: cart }
---
apiVersion: v1
kind: Pod
metadata: { name: stock, namespace: shop, labels: { app: stock } }
spec: { containers: [{ ports: [{ name: http, containerPort: 8080 }] }] }
---
${network}`;
const policy = (app: string, rest: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${app}, namespace: shop }
spec: { podSelector: { matchLabels: { app: ${app} } }, ${rest} }
---
`;
const ingress = (rule: string): string => policy('stock', `ingress: [{ ${rule} }]`);
const at8080 = ", to: [{ operation: { ports: ['8080'] } }]";
const cart = 'from: [{ podSelector: { matchLabels: { app: cart } } }]';
const found = ['AuthorizationPolicy shop/stock spec.rules[0].from[0].source.principals[0]:7'];

testRule(networkPolicyLetsCallers, [
  ['other pods', mesh(ingress('from: [{ podSelector: { matchLabels: { app: till } } }]')), found],
  ['nobody', mesh(policy('stock', 'policyTypes: [Ingress]')), found],
  ['another namespace', mesh(ingress('from: [{ namespaceSelector: { matchLabels: { a: b } } }]')), found],
  ['another port', mesh(ingress(`${cart}, ports: [{ port: 9090 }]`), at8080), found],
  ['no way out', mesh(policy('cart', 'policyTypes: [Egress]')), found],
  [
    'a way out to others',
    mesh(policy('cart', 'egress: [{ to: [{ podSelector: { matchLabels: { a: b } } }] }]')),
    found,
  ],
  ['the caller', mesh(ingress(cart)), []],
  ['the caller by one of two', mesh(ingress(cart) + policy('stock', 'policyTypes: [Ingress]')), []],
  ['everybody', mesh(ingress('')), []],
  ['an address', mesh(ingress('from: [{ ipBlock: { cidr: 0.0.0.0/0 } }]')), []],
  [
    'its namespace',
    mesh(ingress('from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }]')),
    [],
  ],
  ['a port by name', mesh(ingress(`${cart}, ports: [{ port: http }]`), at8080), []],
  ['a range of ports', mesh(ingress(`${cart}, ports: [{ port: 8000, endPort: 9000 }]`), at8080), []],
  ['any port', mesh(ingress(`${cart}, ports: [{ port: 9090 }]`)), []],
  ['policies of others', mesh(policy('till', 'policyTypes: [Ingress, Egress]')), []],
  [
    'ambient mode',
    mesh(policy('stock', 'policyTypes: [Ingress]'), '', 'istio.io/dataplane-mode: ambient'),
    [],
  ],
]);
