import { sidecarImportsCalledHost } from '../../lib/analysis/rules/sidecar-imports-called-host';
import { testRule } from './rule-cases';

const mesh = (argument: string, egress: string, injection = 'enabled'): string => `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec:
  egress: [{ hosts: ${egress} }]
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: ${injection} } }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop }
spec: { containers: [{ args: ['--stock', '${argument}'] }] }
---
apiVersion: v1
kind: Service
metadata: { name: stock, namespace: back }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: till, namespace: shop }
spec: { ports: [{ port: 80 }] }
`;
const found = ['Sidecar shop/default spec.egress:6'];

testRule(sidecarImportsCalledHost, [
  ['a Service of another namespace', mesh('http://stock.back', '[./*]'), found],
  ['a Service of its own', mesh('till:80', '[back/*]'), found],
  ['a Service that is imported', mesh('http://stock.back', '[back/*]'), []],
  ['a Service of its own that is imported', mesh('till:80', '[./*]'), []],
  ['no sidecar', mesh('http://stock.back', '[./*]', 'disabled'), []],
  ['nobody', mesh('http://stock.bank', '[./*]'), []],
]);
