import { gatewayListenerUnique } from '../../lib/analysis/rules/gateway-listener-unique';
import { testRule } from './rule-cases';

const gateway = (name: string, listeners: string, addresses = ''): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: edge }
spec:
  listeners: ${listeners}
  addresses: [${addresses}]
`;
const http = '{ port: 80, protocol: HTTP }';
const shared = '{ type: Hostname, value: ingress.edge.svc.cluster.local }';

testRule(gatewayListenerUnique, [
  [
    'one Gateway',
    gateway('a', `[${http}, ${http}]`),
    ['Gateway edge/a spec.listeners[0]:6', 'Gateway edge/a spec.listeners[1]:6'],
    ['KIA1503', 'KIA1503'],
  ],
  ['two hostnames', gateway('a', `[${http}, { hostname: a.org, port: 80, protocol: HTTP }]`), []],
  ['two ports', gateway('a', `[${http}, { port: 81, protocol: HTTP }]`), []],
  ['two Gateways', gateway('a', `[${http}]`) + gateway('b', `[${http}]`), []],
  [
    'two Gateways at one Service',
    gateway('a', `[${http}]`, shared) + gateway('b', `[${http}]`, shared),
    ['Gateway edge/a spec.listeners[0]:6', 'Gateway edge/b spec.listeners[0]:13'],
    ['KIA1501', 'KIA1501'],
  ],
]);
