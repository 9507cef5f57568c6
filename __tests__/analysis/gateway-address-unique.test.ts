import { gatewayAddressUnique } from '../../lib/analysis/rules/gateway-address-unique';
import { testRule } from './rule-cases';

const gateway = (name: string, address: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: edge }
spec: { addresses: [${address}] }
`;

testRule(gatewayAddressUnique, [
  [
    'the same address',
    gateway('a', '{ type: IPAddress, value: 192.0.2.1 }') + gateway('b', '{ value: 192.0.2.1 }'),
    ['Gateway edge/a spec.addresses[0].value:5', 'Gateway edge/b spec.addresses[0].value:10'],
  ],
  ['no addresses', gateway('a', '{ value: "" }') + gateway('b', '{ value: "" }'), []],
  ['one Gateway', gateway('a', '{ value: 192.0.2.1 }, { value: 192.0.2.1 }'), []],
  ['two addresses', gateway('a', '{ value: 192.0.2.1 }') + gateway('b', '{ value: 192.0.2.2 }'), []],
  [
    'a Service that is shared',
    gateway('a', '{ type: Hostname, value: a.b.c }') + gateway('b', '{ type: Hostname, value: a.b.c }'),
    [],
  ],
]);
