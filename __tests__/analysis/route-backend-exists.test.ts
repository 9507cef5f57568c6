import { routeBackendExists } from '../../lib/analysis/rules/route-backend-exists';
import { testRule } from './rule-cases';

const mesh = (rule: string, grant = '', parent = '{ name: entrance }'): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: edge }
spec:
  parentRefs: [${parent}]
  rules:
    - ${rule}
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: pay, namespace: edge }
spec: { hosts: [pay.example.com] }
${grant}`;
const grant = (from: string, to: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: grant, namespace: shop }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: ${from} }]
  to: [{ group: '', kind: Service ${to} }]
`;
const cart = 'backendRefs: [{ name: cart, namespace: shop, port: 80 }]';
const at = (field: string): string[] => [`HTTPRoute edge/cart spec.rules[0].backendRefs[0].${field}:8`];

testRule(routeBackendExists, [
  [
    'nobody of this name',
    mesh('backendRefs: [{ name: card, namespace: shop }]', grant('edge', '')),
    at('name'),
  ],
  ['nobody in the namespace', mesh('backendRefs: [{ name: cart }]'), at('name')],
  ['a host', mesh('backendRefs: [{ name: cart.shop.svc.cluster.local }]'), at('name')],
  ['no grant', mesh(cart), at('namespace')],
  ['a grant for others', mesh(cart, grant('cafe', '')), at('namespace')],
  ['a grant to others', mesh(cart, grant('edge', ', name: card')), at('namespace')],
  ['a grant', mesh(cart, grant('edge', '')), []],
  ['a grant by name', mesh(cart, grant('edge', ', name: cart')), []],
  [
    'a port',
    mesh('backendRefs: [{ name: cart, namespace: shop, port: 8080 }]', grant('edge', '')),
    at('port'),
    [],
  ],
  [
    'a mirror',
    mesh('filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: card } } }]'),
    ['HTTPRoute edge/cart spec.rules[0].filters[0].requestMirror.backendRef.name:8'],
  ],
  [
    'a parent',
    mesh(cart, grant('edge', ''), "{ name: card, kind: Service, group: '' }"),
    ['HTTPRoute edge/cart spec.parentRefs[0].name:6'],
  ],
  [
    'a parent that is there',
    mesh(cart, grant('edge', ''), '{ name: cart, namespace: shop, kind: Service, group: core }'),
    [],
  ],
  [
    'a host of the mesh',
    mesh('backendRefs: [{ name: pay.example.com, kind: Hostname, group: networking.istio.io }]'),
    [],
  ],
  [
    'a host of nobody',
    mesh('backendRefs: [{ name: a.example.com, kind: Hostname, group: networking.istio.io }]'),
    at('name'),
  ],
  ['a kind of others', mesh('backendRefs: [{ name: a, kind: Bucket, group: example.com }]'), []],
]);
