import { destinationRuleFollowed } from '../../lib/analysis/rules/destination-rule-followed';
import { testRule } from './rule-cases';

const mesh = (home: string, other = ''): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: ${home} }
spec: { host: cart.shop.svc.cluster.local }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
---
apiVersion: v1
kind: Namespace
metadata: { name: rules }
---
${other}`;
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: till, namespace: rules }\n';
const gateway =
  'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: a, namespace: rules }\n';
const ambient =
  'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } }\n';

testRule(destinationRuleFollowed, [
  ['a namespace of nobody', mesh('rules'), ['DestinationRule rules/cart metadata.namespace:4']],
  ['the namespace of the service', mesh('shop'), []],
  ['the root namespace', mesh('istio-system'), []],
  ['the namespace of a caller', mesh('rules', pod), []],
  ['the namespace of a gateway', mesh('rules', gateway), []],
  ['a namespace of which nothing is known', mesh('edge'), []],
  ['a service in ambient mode', mesh('rules', ambient), []],
]);
