import { routeParentExists } from '../../lib/analysis/rules/route-parent-exists';
import { testRule } from './rule-cases';

const mesh = (parent: string, listener = '', kind = 'HTTPRoute'): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: cart, namespace: shop }
spec:
  parentRefs:
    - ${parent}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: entrance, namespace: edge }
spec: { listeners: [{ name: http, port: 80, protocol: HTTP ${listener} }] }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { open: yes please } }
`;
const entrance = '{ name: entrance, namespace: edge }';
const from = (namespaces: string): string => `, allowedRoutes: { namespaces: ${namespaces} }`;
const found = ['HTTPRoute shop/cart spec.parentRefs[0].name:7'];

testRule(routeParentExists, [
  ['a Gateway of another name', mesh('{ name: exit, namespace: edge }', from('{ from: All }')), found],
  ['a Gateway of another namespace', mesh('{ name: entrance }', from('{ from: All }')), found],
  ['its own namespace alone', mesh(entrance), found],
  ['all namespaces', mesh(entrance, from('{ from: All }')), []],
  ['none', mesh(entrance, from('{ from: None }')), found],
  ['labels', mesh(entrance, from('{ from: Selector, selector: { matchLabels: { open: yes please } } }')), []],
  ['other labels', mesh(entrance, from('{ from: Selector, selector: { matchLabels: { open: a } } }')), found],
  [
    'the name as label',
    mesh(
      entrance,
      from('{ from: Selector, selector: { matchLabels: { kubernetes.io/metadata.name: shop } } }'),
    ),
    [],
  ],
  [
    'a section that is not there',
    mesh('{ name: entrance, namespace: edge, sectionName: https }', from('{ from: All }')),
    found,
  ],
  [
    'a port that is not there',
    mesh('{ name: entrance, namespace: edge, port: 443 }', from('{ from: All }')),
    found,
  ],
  [
    'a section',
    mesh('{ name: entrance, namespace: edge, sectionName: http, port: 80 }', from('{ from: All }')),
    [],
  ],
  [
    'a kind that the protocol does not carry',
    mesh(entrance, from('{ from: All }'), 'TLSRoute'),
    ['TLSRoute shop/cart spec.parentRefs[0].name:7'],
  ],
  [
    'a kind that is not allowed',
    mesh(entrance, ', allowedRoutes: { kinds: [{ kind: GRPCRoute }], namespaces: { from: All } }'),
    found,
  ],
  ['a Service', mesh("{ name: cart, kind: Service, group: '' }"), []],
]);
