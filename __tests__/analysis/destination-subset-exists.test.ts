import { destinationSubsetExists } from '../../lib/analysis/rules/destination-subset-exists';
import { testRule } from './rule-cases';

const mesh = (
  destination: string,
  ruleNamespace = 'shop',
  host = 'cart',
): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: ${ruleNamespace} }
spec: { host: ${host}, subsets: [{ name: v1 }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  http:
    - route:
        - destination: ${destination}
`;
const found = ['VirtualService shop/web spec.http[0].route[0].destination.subset:13'];

testRule(destinationSubsetExists, [
  ['another name', mesh('{ host: cart, subset: v2 }'), found],
  ['no rule of the host', mesh('{ host: card, subset: v1 }'), found],
  ['a rule of another namespace for a short name', mesh('{ host: cart, subset: v1 }', 'bank'), found],
  ['the subset', mesh('{ host: cart, subset: v1 }'), []],
  ['the name in full', mesh('{ host: cart.shop.svc.cluster.local, subset: v1 }'), []],
  [
    'a rule of another namespace',
    mesh('{ host: cart, subset: v1 }', 'bank', 'cart.shop.svc.cluster.local'),
    [],
  ],
  ['no subset', mesh('{ host: cart }'), []],
]);
