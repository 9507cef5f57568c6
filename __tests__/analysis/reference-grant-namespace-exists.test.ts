import { referenceGrantNamespaceExists } from '../../lib/analysis/rules/reference-grant-namespace-exists';
import { testRule } from './rule-cases';

const grant = (from: string): string => `---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: open, namespace: shop }
spec:
  from:
    - { group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: ${from} }
`;
const namespace = '---\napiVersion: v1\nkind: Namespace\nmetadata: { name: edge }\n';
const route = `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: cafe }
`;

testRule(referenceGrantNamespaceExists, [
  ['nowhere', grant('egde') + namespace, ['ReferenceGrant shop/open spec.from[0].namespace:7']],
  ['a namespace', grant('edge') + namespace, []],
  ['where there are routes', grant('cafe') + route, []],
]);
