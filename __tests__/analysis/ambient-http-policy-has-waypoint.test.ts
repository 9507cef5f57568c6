import { ambientHttpPolicyHasWaypoint } from '../../lib/analysis/rules/ambient-http-policy-has-waypoint';
import { ambientShop, useWaypoint } from './ambient-cases';
import { testRule, type RuleCase } from './rule-cases';

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
  ['methods', ambientShop() + authorization(methods), found, ['KIA0109']],
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
    ['KIA0109', 'KIA1317'],
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
    ['KIA1110'],
  ],
  [
    'traces',
    ambientShop() + policy('Telemetry', 'tracing: [{}]', 'telemetry.istio.io/v1'),
    ['Telemetry shop/cart spec:18'],
    ['KIA1112'],
  ],
  [
    'logs',
    ambientShop() + policy('Telemetry', 'accessLogging: [{}]', 'telemetry.istio.io/v1'),
    ['Telemetry shop/cart spec:18'],
  ],
  [
    'tags of metrics',
    ambientShop() + policy('Telemetry', 'metrics: [{}, { overrides: [{}] }]', 'telemetry.istio.io/v1'),
    ['Telemetry shop/cart spec:18'],
  ],
  ...['hosts', 'notHosts', 'notMethods', 'paths', 'notPaths'].map((field): RuleCase => [
    field,
    ambientShop() + authorization(`to: [{ operation: { ${field}: [a] } }]`),
    found,
  ]),
  ...['notRequestPrincipals', 'remoteIpBlocks', 'notRemoteIpBlocks'].map((field): RuleCase => [
    field,
    ambientShop() + authorization(`from: [{ source: { ${field}: [10.0.0.1] } }]`),
    found,
  ]),
  ...['destination.ip', 'source.ip', 'source.namespace', 'source.principal', 'source.serviceAccount'].map(
    (key): RuleCase => [
      `the condition ${key}`,
      ambientShop() + authorization(`when: [{ key: ${key}, values: [a] }]`),
      [],
    ],
  ),
  [
    'somebody else who decides',
    ambientShop() +
      policy(
        'AuthorizationPolicy',
        'targetRefs: [{ kind: Service, name: cart }]\n  action: CUSTOM\n  rules: [{}]',
      ),
    found,
  ],
  [
    'a target by the old field',
    ambientShop() + authorization(methods, 'targetRef: { kind: Service, name: cart }'),
    ['AuthorizationPolicy shop/cart spec.targetRef:19'],
  ],
  [
    'a Service that is not in the set',
    ambientShop() + authorization(methods, 'targetRefs: [{ kind: Service, name: card }]'),
    found,
  ],
  [
    'a namespace that is not in ambient mode',
    ambientShop().replace('istio.io/dataplane-mode', 'a') + authorization(methods),
    [],
  ],
  [
    'the whole mesh',
    ambientShop() + authorization(methods, selector).replace('namespace: shop', 'namespace: istio-system'),
    [],
  ],
  ['metrics', ambientShop() + policy('Telemetry', 'metrics: [{}]', 'telemetry.istio.io/v1'), []],
  [
    'a plugin',
    ambientShop() + policy('WasmPlugin', 'url: oci://a', 'extensions.istio.io/v1alpha1'),
    ['WasmPlugin shop/cart spec:18'],
    ['KIA1111'],
  ],
]);
