import { gatewayCertificateUnique } from '../../lib/analysis/rules/gateway-certificate-unique';
import { testRule } from './rule-cases';

const gateway = (name: string, selector: string, tls: string): string => `---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: ${name} }
spec:
  selector: ${selector}
  servers:
    - hosts: [a.org]
      tls: ${tls}
`;
const one = '{ credentialName: one }';

testRule(gatewayCertificateUnique, [
  [
    'two of one selector',
    gateway('a', '{ a: b }', one) + gateway('b', '{ a: b }', one),
    ['Gateway a/a spec.servers[0].tls:9', 'Gateway b/b spec.servers[0].tls:18'],
  ],
  [
    'a wider selector',
    gateway('a', '{ a: b }', one) + gateway('b', '{ a: b, c: d }', one),
    ['Gateway a/a spec.servers[0].tls:9'],
  ],
  [
    'one file',
    gateway('a', '{ a: b }', '{ serverCertificate: /c, privateKey: /k }') +
      gateway('b', '{ a: b }', '{ serverCertificate: /c, privateKey: /k }'),
    ['Gateway a/a spec.servers[0].tls:9', 'Gateway b/b spec.servers[0].tls:18'],
  ],
  [
    'two certificates',
    gateway('a', '{ a: b }', one) + gateway('b', '{ a: b }', '{ credentialName: two }'),
    [],
  ],
  [
    'no certificate',
    gateway('a', '{ a: b }', '{ httpsRedirect: true }') + gateway('b', '{ a: b }', '{ httpsRedirect: true }'),
    [],
  ],
  ['other pods', gateway('a', '{ a: b }', one) + gateway('b', '{ c: d }', one), []],
]);
