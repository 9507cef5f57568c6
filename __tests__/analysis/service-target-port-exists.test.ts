import { serviceTargetPortExists } from '../../lib/analysis/rules/service-target-port-exists';
import { testRule } from './rule-cases';

const mesh = (port: string, ports: string, other = ''): string => `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports:
    - { ${port} }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec: { containers: [{ ports: ${ports} }] }
${other}`;
const declared = '[{ name: http, containerPort: 8080 }]';
const at = (field: string): string => `Service shop/cart spec.ports[0].${field}:8`;
const another = `---
apiVersion: v1
kind: Pod
metadata: { name: basket, namespace: shop, labels: { app: cart } }
spec: { initContainers: [{ restartPolicy: Always, ports: [{ name: web, containerPort: 9090 }] }] }
`;

testRule(serviceTargetPortExists, [
  ['a name of no port', mesh('port: 80, targetPort: web', declared), [`${at('targetPort')} error`]],
  ['a number of no port', mesh('port: 80, targetPort: 9090', declared), [at('targetPort')]],
  ['the same number', mesh('port: 80', declared), [at('port')]],
  ['a name', mesh('port: 80, targetPort: http', declared), []],
  ['a number', mesh('port: 80, targetPort: 8080', declared), []],
  ['no port declared', mesh('port: 80', '[]'), []],
  ['a name where none is declared', mesh('port: 80, targetPort: http', '[]'), [`${at('targetPort')} error`]],
  ['other pods that declare it', mesh('port: 80, targetPort: web', declared, another), []],
]);
