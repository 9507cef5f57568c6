import { policyNamespaceExists } from '../../lib/analysis/rules/policy-namespace-exists';
import { testRule } from './rule-cases';

const mesh = (source: string): string => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: shop }
spec:
  rules:
    - from:
        - source:
            ${source}
---
apiVersion: v1
kind: Namespace
metadata: { name: bank-west }
`;

testRule(policyNamespaceExists, [
  [
    'nobody of that name',
    mesh('namespaces: [bank-west, bank-east]'),
    ['AuthorizationPolicy shop/web spec.rules[0].from[0].source.namespaces[1]:8'],
    ['IST0101', 'KIA0101'],
  ],
  [
    'patterns and exceptions',
    mesh('notNamespaces: ["west-*", "*-east"]'),
    [
      'AuthorizationPolicy shop/web spec.rules[0].from[0].source.notNamespaces[0]:8',
      'AuthorizationPolicy shop/web spec.rules[0].from[0].source.notNamespaces[1]:8',
    ],
    ['IST0101', 'IST0101'],
  ],
  ['patterns of somebody', mesh('namespaces: ["bank*", "*west", "*"]'), []],
  ["the installation's, and its own", mesh('namespaces: [istio-system, shop]'), []],
]);
