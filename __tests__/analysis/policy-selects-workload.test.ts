import { policySelectsWorkload } from '../../lib/analysis/rules/policy-selects-workload';
import { testRule } from './rule-cases';

const mesh = (
  spec: string,
  namespace = 'shop',
  labels = 'istio-injection: enabled',
  pod = 'app: web',
): string => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: ${namespace} }
spec:
  ${spec}
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${labels} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { ${pod} } } } }
`;
const web = 'selector: { matchLabels: { app: web } }';
const selected = ['AuthorizationPolicy shop/web spec.selector:5'];

testRule(policySelectsWorkload, [
  ['labels of nobody', mesh('selector: { matchLabels: { app: card } }'), selected, ['IST0127', 'KIA0004']],
  ['a workload outside of the mesh', mesh(web, 'shop', 'a: b'), selected],
  [
    'a pod that stays out',
    mesh(web, 'shop', 'istio-injection: enabled', 'app: web, sidecar.istio.io/inject: "false"'),
    selected,
  ],
  [
    'a namespace of nobody',
    mesh('action: DENY', 'bank'),
    ['AuthorizationPolicy bank/web spec:4'],
    ['IST0127'],
  ],
  ['a workload of the mesh', mesh(web), []],
  ['one by a revision', mesh(web, 'shop', 'istio.io/rev: stable'), []],
  ['one in ambient mode', mesh(web, 'shop', 'istio.io/dataplane-mode: ambient'), []],
  ['a pod that asks for itself', mesh(web, 'shop', 'a: b', 'app: web, sidecar.istio.io/inject: "true"'), []],
  ['the whole mesh', mesh('action: DENY', 'istio-system'), []],
  ['somebody in the mesh', mesh(web, 'istio-system'), []],
  [
    'nobody in the mesh',
    mesh('selector: { matchLabels: { app: card } }', 'istio-system'),
    ['AuthorizationPolicy istio-system/web spec.selector:5'],
  ],
  [
    'a workload of a namespace that is not in the set',
    mesh(web).replace('kind: Namespace', 'kind: Other'),
    [],
  ],
  ['a gateway by name', mesh('targetRefs: [{ kind: Gateway, name: a }]', 'bank'), []],
  [
    'machines that register themselves',
    `${mesh('selector: { matchLabels: { app: ledger } }')}---
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: ledger, namespace: shop }
spec: { metadata: { labels: { app: ledger } } }
`,
    [],
  ],
]);
