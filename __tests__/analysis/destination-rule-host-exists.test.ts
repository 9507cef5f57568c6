import { destinationRuleHostExists } from '../../lib/analysis/rules/destination-rule-host-exists';
import { testRule } from './rule-cases';

const mesh = (host: string, namespace = 'shop'): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: ${namespace} }
spec:
  host: '${host}'
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
`;

testRule(destinationRuleHostExists, [
  ['another name', mesh('card'), ['DestinationRule shop/cart spec.host:5'], ['IST0174', 'KIA0202']],
  ['a name in half', mesh('cart.shop'), ['DestinationRule shop/cart spec.host:5'], ['IST0174']],
  ['a short name of another namespace', mesh('cart', 'bank'), ['DestinationRule bank/cart spec.host:5']],
  ['the name', mesh('cart'), []],
  ['the name in full', mesh('cart.shop.svc.cluster.local', 'bank'), []],
  ['a wildcard of the whole mesh', mesh('*.local'), []],
  ['a wildcard of nobody', mesh('*.example.com'), ['DestinationRule shop/cart spec.host:5']],
]);
