import { routeHostnameAccepted } from '../../lib/analysis/rules/route-hostname-accepted';
import { testRule } from './rule-cases';

const mesh = (hostnames: string, listeners: string, parent = '{ name: entrance }'): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: shop }
spec:
  parentRefs: [${parent}]
  hostnames: ${hostnames}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: entrance, namespace: shop }
spec: { listeners: ${listeners} }
`;
const found = ['HTTPRoute shop/cart spec.hostnames:7'];

testRule(routeHostnameAccepted, [
  ['two names', mesh('[a.org]', '[{ hostname: b.org }]'), found],
  ['a wildcard beside it', mesh('[a.org]', "[{ hostname: '*.a.org' }]"), found],
  ['a wildcard', mesh('[b.a.org]', "[{ hostname: '*.a.org' }]"), []],
  ['a route for a wildcard', mesh("['*.a.org']", '[{ hostname: b.a.org }]'), []],
  ['any hostname', mesh('[a.org]', '[{}]'), []],
  ['one of two', mesh('[a.org, b.org]', '[{ hostname: c.org }, { hostname: b.org }]'), []],
  [
    'another listener that is meant',
    mesh(
      '[a.org]',
      '[{ name: a, hostname: a.org }, { name: b, hostname: b.org }]',
      '{ name: entrance, sectionName: b }',
    ),
    found,
  ],
  ['no hostname', mesh('[]', '[{ hostname: a.org }]'), []],
  ['no Gateway', mesh('[a.org]', '[{ hostname: b.org }]', '{ name: exit }'), []],
]);
