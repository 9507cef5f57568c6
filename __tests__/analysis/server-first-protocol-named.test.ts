import { serverFirstProtocolNamed } from '../../lib/analysis/rules/server-first-protocol-named';
import { testRule } from './rule-cases';

const mesh = (port: string, image = 'example.com/files:1', injection = 'enabled'): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: ${injection} } }
---
apiVersion: v1
kind: Service
metadata: { name: files, namespace: shop }
spec:
  selector: { app: files }
  ports:
    - { ${port} }
---
apiVersion: v1
kind: Pod
metadata: { name: files, namespace: shop, labels: { app: files } }
spec: { containers: [{ image: '${image}', ports: [{ name: data, containerPort: 4000 }] }] }
`;
const found = ['Service shop/files spec.ports[0]:12'];

testRule(serverFirstProtocolNamed, [
  ['FTP', mesh('port: 21'), found],
  ['SSH behind another port', mesh('name: shell, port: 2222, targetPort: 22'), found],
  ['an image', mesh('name: db, port: 4000', 'docker.io/library/mariadb:11'), found],
  ['an image by the name of its port', mesh('name: db, port: 80, targetPort: data', 'mysql'), found],
  ['an image of something else', mesh('name: db, port: 4000', 'example.com/mysqladmin:1'), []],
  ['a name', mesh('name: tcp-ftp, port: 21'), []],
  ['a protocol', mesh('port: 21, appProtocol: tcp'), []],
  ['a port that Istio knows', mesh('name: db, port: 3306'), []],
  ['UDP', mesh('port: 21, protocol: UDP'), []],
  ['no sidecar', mesh('port: 21', undefined, 'disabled'), []],
]);
