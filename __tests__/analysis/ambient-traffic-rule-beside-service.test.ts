import { ambientTrafficRuleBesideService } from '../../lib/analysis/rules/ambient-traffic-rule-beside-service';
import { ambientShop, useWaypoint } from './ambient-cases';
import { testRule } from './rule-cases';

const routes = (namespace: string): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: ${namespace} }
spec:
  hosts: [cart.shop.svc.cluster.local]
  http: [{ route: [{ destination: { host: cart.shop.svc.cluster.local } }] }]
`;
const rule = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: cafe }
spec:
  host: cart.shop.svc.cluster.local
  trafficPolicy: { connectionPool: { http: { http1MaxPendingRequests: 1 } } }
`;
const client = `---
apiVersion: v1
kind: Pod
metadata: { name: till, namespace: cafe, labels: { sidecar.istio.io/inject: "true" } }
`;
const gateway = `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: door, namespace: cafe }
spec: { gatewayClassName: istio }
`;
const enrolled = ambientShop({ service: useWaypoint });

testRule(ambientTrafficRuleBesideService, [
  ['routes elsewhere', enrolled + routes('cafe'), ['VirtualService cafe/cart spec.hosts[0]:20'], ['KIA1114']],
  ['routes beside the Service', enrolled + routes('shop'), []],
  ['routes of a client with a sidecar', enrolled + routes('cafe') + client, []],
  ['settings elsewhere', enrolled + rule, ['DestinationRule cafe/cart spec.host:20'], ['KIA0212']],
  ['routes of a gateway', enrolled + routes('cafe') + gateway, []],
  ['without a waypoint', ambientShop() + routes('cafe'), []],
]);
