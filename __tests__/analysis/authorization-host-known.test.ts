import { authorizationHostKnown } from '../../lib/analysis/rules/authorization-host-known';
import { authorizationPolicy as policy } from './manifest-texts';
import { testRule } from './rule-cases';

const others = `apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: bank, namespace: shop }
spec: { hosts: [bank], ports: [{ number: 80, name: http, protocol: HTTP }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec: { hosts: [shop.io] }
`;
const hosts = (list: string): string => policy(`to: [{ operation: { hosts: [${list}] } }]`) + others;

testRule(authorizationHostKnown, [
  [
    'services by their short names, with ports and as patterns',
    hosts('orders, orders.shop, "orders:80", bank, shop.io, "*", www.example.com'),
    [],
  ],
  [
    'nobody of that name',
    hosts('ordres, ordres.shop'),
    [
      'AuthorizationPolicy shop/orders spec.rules[0].to[0].operation.hosts[0]:6',
      'AuthorizationPolicy shop/orders spec.rules[0].to[0].operation.hosts[1]:6',
    ],
  ],
]);
