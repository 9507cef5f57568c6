import { destinationPortChosen } from '../../lib/analysis/rules/destination-port-chosen';
import { testRule } from './rule-cases';

const mesh = (destination: string, ports: string): string => `apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: ${ports} }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  http:
    - mirror: ${destination}
`;
const two = '[{ name: http, port: 80 }, { name: admin, port: 81 }]';

testRule(destinationPortChosen, [
  ['two ports, none chosen', mesh('{ host: cart }', two), ['VirtualService shop/web spec.http[0].mirror:12']],
  ['two ports, one chosen', mesh('{ host: cart, port: { number: 81 } }', two), []],
  ['one port', mesh('{ host: cart }', '[{ name: http, port: 80 }]'), []],
]);
