import { workloadAuthorized } from '../../lib/analysis/rules/workload-authorized';
import { testRule } from './rule-cases';

const mesh = (policy: string, label = 'istio-injection: enabled'): string => `apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${label} } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart } }
---
${policy}`;
const policy = (spec: string, namespace = 'shop'): string => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: a, namespace: ${namespace} }
spec: { ${spec} }
`;
const found = ['Pod shop/cart metadata.name:7'];

testRule(workloadAuthorized, [
  ['no policy', mesh(''), found],
  ['a policy for others', mesh(policy('selector: { matchLabels: { app: till } }')), found],
  ['a policy of another namespace', mesh(policy('', 'bank')), found],
  ['a policy of the namespace', mesh(policy('')), []],
  ['a policy of the mesh', mesh(policy('', 'istio-system')), []],
  ['a policy of its Service', mesh(policy('targetRefs: [{ kind: Service, name: cart }]')), []],
  ['a policy of another Service', mesh(policy('targetRefs: [{ kind: Service, name: till }]')), found],
  ['ambient mode', mesh('', 'istio.io/dataplane-mode: ambient'), found],
  ['outside of the mesh', mesh('', 'istio-injection: disabled'), []],
]);
