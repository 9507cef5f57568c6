import { routeGatewayExists } from '../../lib/analysis/rules/route-gateway-exists';
import { testRule } from './rule-cases';

const mesh = (gateways: string, group = 'networking.istio.io/v1'): string => `apiVersion: ${group}
kind: Gateway
metadata: { name: public, namespace: shop }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  gateways: ${gateways}
`;

testRule(routeGatewayExists, [
  ['another name', mesh('[mesh, public, private]'), ['VirtualService shop/web spec.gateways[2]:9']],
  ['another namespace', mesh('[bank/public]'), ['VirtualService shop/web spec.gateways[0]:9']],
  ['its name, with and without namespace', mesh('[public, shop/public, public.shop.svc.cluster.local]'), []],
  ['a Gateway of the Gateway API', mesh('[public]', 'gateway.networking.k8s.io/v1'), []],
]);
