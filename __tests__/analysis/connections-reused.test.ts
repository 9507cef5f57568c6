import { connectionsReused } from '../../lib/analysis/rules/connections-reused';
import { testRule } from './rule-cases';

const rule = (requests: number): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec: { trafficPolicy: { connectionPool: { http: { maxRequestsPerConnection: ${requests} } } } }
`;
const found = ['DestinationRule shop/cart spec.trafficPolicy.connectionPool.http.maxRequestsPerConnection:5'];

testRule(connectionsReused, [
  ['one request', rule(1), found],
  ['two requests', rule(2), found],
  ['three requests', rule(3), []],
  ['any number', rule(0), []],
]);
