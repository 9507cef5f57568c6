import { destinationPortExists } from '../../lib/analysis/rules/destination-port-exists';
import { testRule } from './rule-cases';

const mesh = (destination: string): string => `apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { ports: [{ name: http, port: 80, targetPort: 8080 }, { name: tcp, port: 90 }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  tcp:
    - route:
        - destination:
            ${destination}
`;

testRule(destinationPortExists, [
  [
    'the port of the container',
    mesh('{ host: cart, port: { number: 8080 } }'),
    ['VirtualService shop/web spec.tcp[0].route[0].destination.port.number:14'],
  ],
  ['a port of the service', mesh('{ host: cart, port: { number: 90 } }'), []],
  ['no port', mesh('{ host: cart }'), []],
  ['an unknown host, which another rule finds', mesh('{ host: card, port: { number: 1 } }'), []],
]);
