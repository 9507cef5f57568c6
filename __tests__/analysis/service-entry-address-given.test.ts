import { serviceEntryAddressGiven } from '../../lib/analysis/rules/service-entry-address-given';
import { testRule } from './rule-cases';

const entry = (port: string, more = ''): string => `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: database, namespace: shop }
spec:
  hosts: [a.org]
  ports:
    - ${port}
${more}`;
const capture = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
    defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: "true", ISTIO_META_DNS_AUTO_ALLOCATE: "true" } }
`;
const tcp = '{ number: 5432, name: a, protocol: TCP }';
const found = ['ServiceEntry shop/database spec.ports[0]:7'];

testRule(serviceEntryAddressGiven, [
  ['TCP', entry(tcp), found],
  ['no protocol', entry('{ number: 5432, name: a }'), found],
  ['HTTP', entry('{ number: 80, name: a, protocol: HTTP }'), []],
  ['an address', entry(tcp, '  addresses: [10.0.0.1]\n'), []],
  ['an address that istiod gave', entry(tcp, 'status: { addresses: [{ value: 240.240.0.1 }] }\n'), []],
  ['a mesh that gives addresses', entry(tcp, capture), []],
]);
