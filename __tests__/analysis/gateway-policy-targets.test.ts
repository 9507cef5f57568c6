import { gatewayPolicyTargets } from '../../lib/analysis/rules/gateway-policy-targets';
import { testRule, type RuleCase } from './rule-cases';

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
  ...[
    ['AuthorizationPolicy', 'security.istio.io/v1'] as const,
    ['Telemetry', 'telemetry.istio.io/v1'] as const,
    ['WasmPlugin', 'extensions.istio.io/v1alpha1'] as const,
  ].map(([kind, version]): RuleCase => [
    `a ${kind}`,
    mesh(selector).replace('RequestAuthentication', kind).replace('security.istio.io/v1', version),
    [`${kind} shop/web spec.selector:5`],
  ]),
  ['several targets besides', mesh(`${selector}\n  targetRefs: [{ name: public }]`), []],
  [
    'a gateway of another namespace',
    mesh(selector).replace('public, namespace: shop', 'public, namespace: edge'),
    [],
  ],
  ['other pods', mesh('selector: { matchLabels: { app: api } }') + pod, []],
]);
