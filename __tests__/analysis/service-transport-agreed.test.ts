import { serviceTransportAgreed } from '../../lib/analysis/rules/service-transport-agreed';
import { testRule } from './rule-cases';

const mesh = (one: string, two: string, inject = 'true'): string => `apiVersion: apps/v1
kind: Deployment
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
const found = ['Deployment shop/web metadata.name:3'];

testRule(serviceTransportAgreed, [
  ['two transports', mesh('[{ port: 53, protocol: UDP }]', '[{ port: 53 }]'), found, ['IST0116']],
  [
    'a StatefulSet, at which istioctl does not look',
    mesh('[{ port: 53, protocol: UDP }]', '[{ port: 53 }]').replace('Deployment', 'StatefulSet'),
    ['StatefulSet shop/web metadata.name:3'],
    [],
  ],
  ['two ports', mesh('[{ port: 53, protocol: UDP }]', '[{ port: 54 }]'), []],
  ['one transport', mesh('[{ port: 53, protocol: TCP }]', '[{ port: 53 }]'), []],
  ['no proxy', mesh('[{ port: 53, protocol: UDP }]', '[{ port: 53 }]', 'false'), []],
]);
