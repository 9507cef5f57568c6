import { externalNamePortNamed } from '../../lib/analysis/rules/external-name-port-named';
import { testRule } from './rule-cases';

const service = (port: string, type = 'ExternalName'): string => `apiVersion: v1
kind: Service
metadata: { name: bank, namespace: shop }
spec:
  type: ${type}
  ports:
    - ${port}
`;
const found = ['Service shop/bank spec.ports[0]:7'];

testRule(externalNamePortNamed, [
  ['TCP', service('{ name: tcp, port: 443 }'), found],
  ['no protocol', service('{ name: bank, port: 443 }'), found],
  ['no name', service('{ port: 443 }'), found],
  ['TLS', service('{ name: tls, port: 443 }'), []],
  ['a Service of pods', service('{ name: tcp, port: 443 }', 'ClusterIP'), []],
]);
