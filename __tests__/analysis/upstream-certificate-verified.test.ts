import { upstreamCertificateVerified } from '../../lib/analysis/rules/upstream-certificate-verified';
import { testRule } from './rule-cases';

const rule = (policy: string, more = ''): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: bank, namespace: shop }
spec:
  host: bank.org
  trafficPolicy:
    ${policy}
${more}`;
const selector = '  workloadSelector: { matchLabels: { app: web } }\n';

testRule(upstreamCertificateVerified, [
  [
    'no CA',
    rule('tls: { mode: SIMPLE }'),
    ['DestinationRule shop/bank spec.trafficPolicy.tls:7'],
    ['IST0128'],
  ],
  [
    'no CA of a port',
    rule('portLevelSettings: [{ tls: { mode: MUTUAL } }]'),
    ['DestinationRule shop/bank spec.trafficPolicy.portLevelSettings[0].tls:7'],
    ['IST0129'],
  ],
  [
    'a credential that nobody reads',
    rule('tls: { mode: SIMPLE, credentialName: a }'),
    ['DestinationRule shop/bank spec.trafficPolicy.tls:7'],
  ],
  ['a credential', rule('tls: { mode: SIMPLE, credentialName: a }', selector), []],
  ['a CA', rule('tls: { mode: MUTUAL, caCertificates: /ca.pem }'), []],
  ["the mesh's own", rule('tls: { mode: ISTIO_MUTUAL }'), []],
]);
