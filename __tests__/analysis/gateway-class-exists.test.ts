import { gatewayClassExists } from '../../lib/analysis/rules/gateway-class-exists';
import { testRule } from './rule-cases';

const gateway = (name: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: entrance, namespace: edge }
spec: { gatewayClassName: ${name} }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: ours }
`;

testRule(gatewayClassExists, [
  ['nobody', gateway('isto'), ['Gateway edge/entrance spec.gatewayClassName:5']],
  ['Istio', gateway('istio'), []],
  ['a waypoint', gateway('istio-waypoint'), []],
  ['a GatewayClass', gateway('ours'), []],
]);
