import { ambientHttpPolicyHasWaypoint } from '../../lib/analysis/rules/ambient-http-policy-has-waypoint';
import { ambientShop, useWaypoint } from './ambient-cases';
import { testRule } from './rule-cases';

const policy = (
  kind: string,
  spec: string,
  version = 'security.istio.io/v1',
): string => `apiVersion: ${version}
kind: ${kind}
metadata: { name: cart, namespace: shop }
spec:
  ${spec}
`;
const authorization = (rule: string, target = 'targetRefs: [{ kind: Service, name: cart }]'): string =>
  policy('AuthorizationPolicy', `${target}\n  rules: [{ ${rule} }]`);
const methods = 'to: [{ operation: { methods: [GET] } }]';
const selector = 'selector: { matchLabels: { app: cart } }';
const found = ['AuthorizationPolicy shop/cart spec.targetRefs[0]:19'];

testRule(ambientHttpPolicyHasWaypoint, [
  ['methods', ambientShop() + authorization(methods), found],
  ['a header', ambientShop() + authorization("when: [{ key: 'request.headers[a]', values: [b] }]"), found],
  ['tokens', ambientShop() + authorization("from: [{ source: { requestPrincipals: ['*'] } }]"), found],
  ['identities', ambientShop() + authorization('from: [{ source: { namespaces: [shop] } }]'), []],
  ['ports', ambientShop() + authorization("when: [{ key: destination.port, values: ['80'] }]"), []],
  ['a waypoint of the Service', ambientShop({ service: useWaypoint }) + authorization(methods), []],
  [
    'a waypoint of the namespace',
    ambientShop({ namespace: `, ${useWaypoint}` }) + authorization(methods),
    [],
  ],
  [
    'a Service without the waypoint of its namespace',
    ambientShop({ namespace: `, ${useWaypoint}`, service: 'istio.io/use-waypoint: none' }) +
      authorization(methods),
    found,
  ],
  [
    'a waypoint itself',
    ambientShop() + authorization(methods, 'targetRefs: [{ kind: Gateway, name: waypoint }]'),
    [],
  ],
  [
    'pods',
    ambientShop() + authorization(methods, selector),
    ['AuthorizationPolicy shop/cart spec.selector:19', 'Deployment shop/cart metadata:12 info'],
  ],
  ['pods behind a waypoint', ambientShop({ service: useWaypoint }) + authorization(methods, selector), []],
  [
    'pods that are not in the mesh',
    ambientShop({ pods: ', istio.io/dataplane-mode: none' }) + authorization(methods, selector),
    [],
  ],
  [
    'a request authentication',
    ambientShop() + policy('RequestAuthentication', 'jwtRules: []'),
    ['RequestAuthentication shop/cart spec:18'],
  ],
  [
    'traces',
    ambientShop() + policy('Telemetry', 'tracing: [{}]', 'telemetry.istio.io/v1'),
    ['Telemetry shop/cart spec:18'],
  ],
  ['metrics', ambientShop() + policy('Telemetry', 'metrics: [{}]', 'telemetry.istio.io/v1'), []],
  [
    'a plugin',
    ambientShop() + policy('WasmPlugin', 'url: oci://a', 'extensions.istio.io/v1alpha1'),
    ['WasmPlugin shop/cart spec:18'],
  ],
]);
