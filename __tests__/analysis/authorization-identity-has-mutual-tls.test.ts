import { authorizationIdentityHasMutualTls } from '../../lib/analysis/rules/authorization-identity-has-mutual-tls';
import { authorizationPolicy as policy, meshSettings as settings } from './manifest-texts';
import { testRule, type RuleCase } from './rule-cases';

const peers = (mode: string): string => `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: ${mode} } }
---
`;
const rule = (mode: string): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: all, namespace: shop }
spec: { host: '*.shop.svc.cluster.local', trafficPolicy: { tls: { mode: ${mode} } } }
---
`;
const byCaller = policy('from: [{ source: { namespaces: [shop] } }]');
const at = 'AuthorizationPolicy shop/orders spec.rules[0].from[0].source.namespaces[0]:6';

testRule(authorizationIdentityHasMutualTls, [
  ['by default both sides speak mutual TLS', byCaller, []],
  ['strict peers', byCaller + peers('STRICT') + rule('ISTIO_MUTUAL'), []],
  ['peers that accept plain text alone', byCaller + peers('DISABLE'), [at]],
  ['callers that speak plain text', byCaller + rule('DISABLE'), [at]],
  ['a mesh where callers speak plain text by themselves', byCaller + settings('enableAutoMtls: false'), [at]],
  [
    'the same with a rule that asks for mutual TLS',
    byCaller + settings('enableAutoMtls: false') + rule('ISTIO_MUTUAL'),
    [`${at} info`],
  ],
  [
    'the same with a policy of the pods',
    byCaller + settings('enableAutoMtls: false') + rule('ISTIO_MUTUAL') + peers('PERMISSIVE'),
    [],
  ],
  ...['source.principal', 'source.namespace', 'source.serviceAccount', 'connection.sni'].map(
    (key): RuleCase => [
      `a condition on the caller by ${key}`,
      policy(`when: [{ key: ${key}, values: ["*"] }]`) + peers('DISABLE'),
      ['AuthorizationPolicy shop/orders spec.rules[0].when[0].key:6'],
    ],
  ),
  [
    'a condition on the address of the caller',
    policy('when: [{ key: source.ip, values: [10.0.0.1] }]') + peers('DISABLE'),
    [],
  ],
  ['nobody asks who calls', policy('to: [{ operation: { methods: [GET] } }]') + peers('DISABLE'), []],
]);
