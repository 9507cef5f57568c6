import { hashOnOneSubset } from '../../lib/analysis/rules/hash-on-one-subset';
import { testRule } from './rule-cases';

const mesh = (policy: string, one: string, other: string): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  http:
    - route:
        - { ${one} }
        - { ${other} }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart
  trafficPolicy: { loadBalancer: { ${policy} } }
  subsets: [{ name: v1 }, { name: v2, trafficPolicy: { loadBalancer: { simple: RANDOM } } }]
`;
const hash = 'consistentHash: { httpHeaderName: a }';
const share = (subset: string, weight = 50): string =>
  `destination: { host: cart, subset: ${subset} }, weight: ${weight}`;
const found = ['VirtualService shop/cart spec.http[0].route:7'];

testRule(hashOnOneSubset, [
  ['two subsets', mesh(hash, share('v1'), share('v2')), found],
  ['no hash', mesh('simple: RANDOM', share('v1'), share('v2')), []],
  ['a weight of nothing', mesh(hash, share('v1'), share('v2', 0)), []],
  ['one subset', mesh(hash, share('v1'), share('v1')), []],
  ['another host', mesh(hash, share('v1'), 'destination: { host: basket }, weight: 50'), []],
]);
