import { gatewayServesHost } from '../../lib/analysis/rules/gateway-serves-host';
import { testRule } from './rule-cases';

const mesh = (
  served: string,
  hosts: string,
  namespace = 'shop',
): string => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec: { servers: [{ hosts: ${served} }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: ${namespace} }
spec:
  hosts: ${hosts}
  gateways: [shop/public]
`;
const listener = (hostname: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec: { listeners: [{ name: a, hostname: b.org }, { name: b${hostname} }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [a.org]
  gateways: [public]
`;
const found = ['VirtualService shop/web spec.gateways[0]:11'];

testRule(gatewayServesHost, [
  ['other hosts', mesh('[a.org, "*.b.org"]', '[b.org, a.b.com]'), found],
  ['one host of several', mesh('[a.org]', '[a.org, b.org]'), []],
  ['a wildcard of the gateway', mesh('["*.b.org"]', '[a.b.org]'), []],
  ['a wildcard of the VirtualService', mesh('[a.b.org]', '["*.b.org"]'), []],
  [
    'routes of its own namespace alone',
    mesh('[./a.org]', '[a.org]', 'bank'),
    ['VirtualService bank/web spec.gateways[0]:11'],
  ],
  ['routes of its own namespace', mesh('[./a.org]', '[a.org]'), []],
  ['routes of every namespace', mesh('["*/*"]', '[a.org]', 'bank'), []],
  ['a listener of another host', listener(', hostname: c.org'), found],
  ['a listener of every host', listener(''), []],
]);
