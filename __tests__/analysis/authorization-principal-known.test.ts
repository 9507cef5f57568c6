import { authorizationPrincipalKnown } from '../../lib/analysis/rules/authorization-principal-known';
import { authorizationPolicy as policy } from './manifest-texts';
import { testRule } from './rule-cases';

const accounts = `apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: shop }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: job, namespace: back }
spec: { template: { metadata: { labels: { app: job } }, spec: { serviceAccountName: job } } }
`;
const principals = (...list: readonly string[]): string =>
  policy(`from: [{ source: { principals: ${JSON.stringify(list)} } }]`) + accounts;
const at = (index: number): string =>
  `AuthorizationPolicy shop/orders spec.rules[0].from[0].source.principals[${index}]:6`;

const gateway = (name: string, className: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: shop }
spec: { gatewayClassName: ${className} }
`;

testRule(authorizationPrincipalKnown, [
  [
    'accounts, and accounts that workloads run under',
    principals(
      'cluster.local/ns/shop/sa/web',
      'cluster.local/ns/back/sa/job',
      '*',
      '*/sa/web',
      'cluster.local/ns/back/*',
    ),
    [],
  ],
  ['a namespace of which nothing is known', principals('cluster.local/ns/istio-system/sa/gateway'), []],
  [
    'the gateways that istiod makes',
    principals('cluster.local/ns/shop/sa/door-istio', 'cluster.local/ns/shop/sa/waypoint') +
      gateway('door', 'istio') +
      gateway('waypoint', 'istio-waypoint'),
    [],
  ],
  ['another trust domain is told by its own rule', principals('example.org/ns/shop/sa/web'), []],
  [
    'no such account, a bare name, a star at both ends',
    principals('cluster.local/ns/shop/sa/wep', 'web', '*/ns/shop/sa/we*'),
    [at(0), at(1), at(2)],
  ],
]);
