import { gatewayRouteSubsetKept } from '../../lib/analysis/rules/gateway-route-subset-kept';
import { testRule } from './rule-cases';

const route = (name: string, spec: string): string => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec:
  ${spec}
`;
const to = (destination: string): string => `http: [{ route: [{ destination: ${destination} }] }]`;
const inner = route('inner', `{ hosts: [cart], ${to('{ host: cart, subset: v1 }')} }`);

testRule(gatewayRouteSubsetKept, [
  [
    'a gateway to the service as a whole',
    inner +
      route(
        'outer',
        `{ hosts: [a.org], gateways: [public], ${to('{ host: cart.shop.svc.cluster.local }')} }`,
      ),
    ['VirtualService shop/outer spec.http[0].route[0].destination:12'],
  ],
  [
    'a gateway to a subset',
    inner + route('outer', `{ hosts: [a.org], gateways: [public], ${to('{ host: cart, subset: v1 }')} }`),
    [],
  ],
  ['sidecars', inner + route('outer', `{ hosts: [a.org], gateways: [mesh], ${to('{ host: cart }')} }`), []],
  [
    'subsets of a service under another host',
    route('inner', `{ hosts: [a.org], ${to('{ host: cart, subset: v1 }')} }`) +
      route('outer', `{ hosts: [b.org], gateways: [public], ${to('{ host: cart }')} }`),
    [],
  ],
]);
