import { ambientHttpPolicyAttached } from '../../lib/analysis/rules/ambient-http-policy-attached';
import { ambientShop, useWaypoint } from './ambient-cases';
import { testRule } from './rule-cases';

const policy = (target: string, kind = 'AuthorizationPolicy', namespace = 'shop'): string => `
apiVersion: security.istio.io/v1
kind: ${kind}
metadata: { name: cart, namespace: ${namespace} }
spec:
  ${target}
  rules: [{ to: [{ operation: { methods: [GET] } }] }]
`;
const selector = 'selector: { matchLabels: { app: cart } }';
const found = ['AuthorizationPolicy shop/cart spec.selector:20'];
const enrolled = { namespace: `, ${useWaypoint}` };

testRule(ambientHttpPolicyAttached, [
  ['labels', ambientShop(enrolled) + policy(selector), found],
  [
    'labels of pods that have left',
    ambientShop({ pods: ', istio.io/dataplane-mode: none' }) + policy(selector),
    found,
  ],
  ['a Service', ambientShop(enrolled) + policy('targetRefs: [{ kind: Service, name: cart }]'), []],
  ['a pod with a sidecar', ambientShop({ namespace: ', istio-injection: enabled' }) + policy(selector), []],
  [
    'the whole mesh',
    ambientShop(enrolled) + policy('action: DENY', 'AuthorizationPolicy', 'istio-system'),
    [],
  ],
  [
    'tokens',
    ambientShop(enrolled) + policy('jwtRules: []', 'RequestAuthentication'),
    ['RequestAuthentication shop/cart spec:19'],
  ],
  [
    'a gateway',
    `${ambientShop(enrolled)}
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: entrance, namespace: shop }
spec: { gatewayClassName: istio }
---
${policy('selector: { matchLabels: { gateway.networking.k8s.io/gateway-name: entrance } }')}`,
    [],
  ],
]);
