import { authorizationTrustDomainKnown } from '../../lib/analysis/rules/authorization-trust-domain-known';
import { authorizationPolicy as policy } from './manifest-texts';
import { testRule } from './rule-cases';

const principals = (principal: string): string =>
  policy(`from: [{ source: { principals: ["${principal}"] } }]`);
const settings = `apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: '{ trustDomain: shop.example, trustDomainAliases: [old.example] }' }
---
`;
const at = 'AuthorizationPolicy shop/orders spec.rules[0].from[0].source.principals[0]:6';

testRule(authorizationTrustDomainKnown, [
  ['the default', principals('cluster.local/ns/shop/sa/web'), []],
  ['another one', principals('example.org/ns/shop/sa/web'), [at]],
  [
    'that of the mesh, and an alias',
    settings +
      principals('shop.example/ns/shop/sa/web') +
      principals('old.example/ns/shop/sa/web').replace('orders', 'more'),
    [],
  ],
  [
    'the default of other meshes',
    settings + principals('cluster.local/ns/shop/sa/web'),
    ['AuthorizationPolicy shop/orders spec.rules[0].from[0].source.principals[0]:11'],
  ],
  [
    'a pattern, and no principal at all',
    principals('*/ns/shop/sa/web') + principals('web').replace('orders', 'more'),
    [],
  ],
]);
