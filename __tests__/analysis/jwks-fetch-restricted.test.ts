import { jwksFetchRestricted } from '../../lib/analysis/rules/jwks-fetch-restricted';
import { testRule } from './rule-cases';

const istiod = (env: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system, labels: { app: istiod } }
spec:
  template:
    spec:
      containers:
        - { name: discovery, env: ${env} }
`;
const policy = `---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: login, namespace: shop }
`;

testRule(jwksFetchRestricted, [
  [
    'no restriction',
    istiod('[]') + policy,
    ['Deployment istio-system/istiod spec.template.spec.containers:7'],
  ],
  [
    'an empty one',
    istiod('[{ name: BLOCKED_CIDRS_IN_JWKS_URIS, value: "" }]') + policy,
    ['Deployment istio-system/istiod spec.template.spec.containers:7'],
  ],
  ['a restriction', istiod('[{ name: BLOCKED_CIDRS_IN_JWKS_URIS, value: 10.0.0.0/8 }]') + policy, []],
  ['no tokens', istiod('[]'), []],
]);
