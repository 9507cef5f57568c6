import { destinationRuleKeepsTls } from '../../lib/analysis/rules/destination-rule-keeps-tls';
import { testRule } from './rule-cases';

const rule = (host: string, policy: string, namespace = 'shop'): string => `---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: 'to ${host}', namespace: ${namespace} }
spec: { host: '${host}', trafficPolicy: { ${policy} } }
`;
const manual = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: 'enableAutoMtls: false' }
`;
const tls = (mode: string): string => `tls: { mode: ${mode} }`;
const found = ['DestinationRule shop/to a.b.org spec:5'];

testRule(destinationRuleKeepsTls, [
  ['a host under a wildcard', rule('a.b.org', '') + rule('*.b.org', tls('SIMPLE')), found],
  ['a host that says it', rule('a.b.org', tls('DISABLE')) + rule('*.b.org', tls('SIMPLE')), []],
  [
    'a port that says it',
    rule('a.b.org', `portLevelSettings: [{ ${tls('SIMPLE')} }]`) + rule('*.b.org', tls('SIMPLE')),
    [],
  ],
  ['a host beside a wildcard', rule('a.b.org', '') + rule('*.c.org', tls('SIMPLE')), []],
  ['another namespace', rule('a.b.org', '') + rule('*.b.org', tls('SIMPLE'), 'bank'), []],
  ['no TLS', rule('a.b.org', '') + rule('*.b.org', tls('DISABLE')), []],
  ['mutual TLS by itself', rule('a.b.org', '') + rule('*.b.org', tls('ISTIO_MUTUAL')), []],
  ['mutual TLS by hand', rule('a.b.org', '') + rule('*.b.org', tls('ISTIO_MUTUAL')) + manual, found],
]);
