import { gatewayPortOnService } from '../../lib/analysis/rules/gateway-port-on-service';
import { testRule } from './rule-cases';

const mesh = (
  port: number,
  ports: string,
  labels = 'app: edge',
): string => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec:
  selector: { app: edge }
  servers:
    - port:
        number: ${port}
---
apiVersion: v1
kind: Service
metadata: { name: gateway, namespace: edge }
spec: { selector: { app: edge }, ports: ${ports} }
---
apiVersion: v1
kind: Pod
metadata: { name: gateway, namespace: edge, labels: { ${labels} } }
`;
const found = ['Gateway shop/public spec.servers[0].port.number:8'];

testRule(gatewayPortOnService, [
  ['another port', mesh(8080, '[{ port: 80, protocol: TCP }]'), found],
  ['another transport', mesh(80, '[{ port: 80, protocol: UDP }]'), found],
  ['the port', mesh(80, '[{ port: 80 }]'), []],
  ['the port that it leads to', mesh(8080, '[{ port: 80, targetPort: 8080 }]'), []],
  ['the port, though it leads to another', mesh(80, '[{ port: 80, targetPort: 8080 }]'), []],
  ['pods that are not in the set', mesh(8080, '[{ port: 80 }]', 'app: web'), []],
]);
