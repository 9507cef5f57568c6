import { gatewayPolicyTargets } from '../../lib/analysis/rules/gateway-policy-targets';
import { testRule } from './rule-cases';

const mesh = (spec: string, gatewayClass = 'istio-waypoint'): string => `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: web, namespace: shop }
spec:
  ${spec}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec: { gatewayClassName: ${gatewayClass} }
`;
const selector = 'selector: { matchLabels: { gateway.networking.k8s.io/gateway-name: public } }';
const pod = `---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web, gateway.networking.k8s.io/gateway-name: b } }
`;
const found = ['RequestAuthentication shop/web spec.selector:5'];

testRule(gatewayPolicyTargets, [
  ["the label of a gateway's pods", mesh(selector), found],
  ['the pods themselves', mesh('selector: { matchLabels: { app: web } }') + pod, found],
  ['a target besides', mesh(`${selector}\n  targetRef: { name: public }`), []],
  ['no selector', mesh('targetRefs: []'), []],
  ['a gateway of somebody else', mesh(selector, 'nginx'), []],
  ['other pods', mesh('selector: { matchLabels: { app: api } }') + pod, []],
]);
