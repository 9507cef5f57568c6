import { gatewayScopesSeparate } from '../../lib/analysis/rules/gateway-scopes-separate';
import { testRule } from './rule-cases';

const gateway = (...servers: readonly string[]): string => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec: { servers: [${servers.map((hosts) => `{ hosts: ${hosts} }`).join(', ')}] }
`;

testRule(gatewayScopesSeparate, [
  [
    'everything and a namespace',
    gateway("[shop/a.org, '*/*']"),
    ['Gateway edge/public spec.servers[0].hosts[1]:5'],
  ],
  [
    'everything and its own namespace',
    gateway("['*/*', ./a.org]"),
    ['Gateway edge/public spec.servers[0].hosts[0]:5'],
  ],
  ['everything', gateway("['*/*']"), []],
  ['everything without namespace', gateway("['*', shop/a.org]"), []],
  ['two servers', gateway("['*/*']", '[shop/a.org]'), []],
]);
