import { policyPortServed } from '../../lib/analysis/rules/policy-port-served';
import { testRule } from './rule-cases';

const mesh = (ports: string, declared = '[{ containerPort: 8080 }]', namespace = 'shop'): string => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: ${namespace} }
spec:
  rules: [{ to: [{ operation: { ports: ${ports} } }] }]
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec: { containers: [{ ports: ${declared} }] }
`;
const service = `---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ port: 80, targetPort: 9090 }, { port: 7070 }] }
`;
const found = ['AuthorizationPolicy shop/cart spec.rules[0].to[0].operation.ports[0]:6'];

testRule(policyPortServed, [
  ['a port of nobody', mesh("['80', '8080']"), found],
  ['a port of the Service', mesh("['80']") + service, found],
  ['ports that the Service sends to', mesh("['9090', '7070']") + service, []],
  ['a port of the proxy', mesh("['15020']"), []],
  ['no port known', mesh("['80']", '[]'), []],
  ['nobody', mesh("['80']", undefined, 'bank'), []],
]);
