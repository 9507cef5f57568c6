import { serviceTargetPortAgreed } from '../../lib/analysis/rules/service-target-port-agreed';
import { testRule } from './rule-cases';

const mesh = (one: string, two: string, inject = 'true'): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web, sidecar.istio.io/inject: "${inject}" } } } }
---
apiVersion: v1
kind: Service
metadata: { name: one, namespace: shop }
spec: { selector: { app: web }, ports: ${one} }
---
apiVersion: v1
kind: Service
metadata: { name: two, namespace: shop }
spec: { selector: { app: web }, ports: ${two} }
`;
const found = ['StatefulSet shop/web metadata.name:3'];

testRule(serviceTargetPortAgreed, [
  ['two ports to one', mesh('[{ port: 80, targetPort: 8080 }]', '[{ port: 8080 }]'), found, []],
  [
    'a Deployment, at which alone istioctl looks',
    mesh('[{ port: 80, targetPort: 8080 }]', '[{ port: 8080 }]').replace('StatefulSet', 'Deployment'),
    ['Deployment shop/web metadata.name:3'],
    ['IST0137'],
  ],
  ['one name of a port', mesh('[{ port: 80, targetPort: web }]', '[{ port: 81, targetPort: web }]'), found],
  ['one port', mesh('[{ port: 80, targetPort: 8080 }]', '[{ port: 80, targetPort: 8080 }]'), []],
  ['two ports to two', mesh('[{ port: 80 }]', '[{ port: 81 }]'), []],
  ['no proxy', mesh('[{ port: 80, targetPort: 8080 }]', '[{ port: 8080 }]', 'false'), []],
]);
