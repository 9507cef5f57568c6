import { ambientHttpPolicyAttached } from '../../lib/analysis/rules/ambient-http-policy-attached';
import { ambientShop, useWaypoint } from './ambient-cases';
import { testRule, type RuleCase } from './rule-cases';

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
  ['labels', ambientShop(enrolled) + policy(selector), found, ['KIA0110']],
  ...[
    ['RequestAuthentication', 'security.istio.io/v1', 'KIA1115'] as const,
    ['WasmPlugin', 'extensions.istio.io/v1alpha1', 'KIA1116'] as const,
    ['Telemetry', 'telemetry.istio.io/v1', 'KIA1117'] as const,
  ].map(([kind, version, alias]): RuleCase => [
    `labels in a ${kind}`,
    ambientShop(enrolled) +
      policy(`${selector}\n  accessLogging: [{}]`, kind).replace('security.istio.io/v1', version),
    [`${kind} shop/cart spec.selector:20`],
    [alias],
  ]),
  ['labels of nobody in ambient mode', policy(selector), []],
  [
    'some pods in ambient mode, some with a sidecar',
    ambientShop(enrolled) +
      policy(selector) +
      `---
apiVersion: v1
kind: Pod
metadata: { name: old, namespace: shop, labels: { app: cart, sidecar.istio.io/inject: "true" } }
`,
    found,
  ],
  [
    'the whole mesh, by labels',
    ambientShop(enrolled) + policy(selector, 'AuthorizationPolicy', 'istio-system'),
    [],
  ],
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
