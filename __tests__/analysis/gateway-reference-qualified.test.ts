import { gatewayReferenceQualified } from '../../lib/analysis/rules/gateway-reference-qualified';
import { testRule } from './rule-cases';

const service = (name: string, namespace: string, spec: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
---
`;

testRule(gatewayReferenceQualified, [
  [
    'dotted',
    service('a', 'shop', '{ gateways: [mesh, gw.edge.svc.cluster.local] }'),
    ['VirtualService shop/a spec.gateways[1]:4'],
  ],
  [
    'a name, a name and namespace, the sidecars',
    service('a', 'shop', '{ gateways: [mesh, gw, edge/gw] }'),
    [],
  ],
]);
