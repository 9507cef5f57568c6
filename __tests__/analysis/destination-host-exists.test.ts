import { destinationHostExists } from '../../lib/analysis/rules/destination-host-exists';
import { testRule } from './rule-cases';

const service = (name: string, more = ''): string => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop${more} }
spec: { ports: [{ name: http, port: 80 }] }
`;
const route = (namespace: string, http: string, more = ''): string => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: ${namespace} }
spec:
  hosts: [web]
  http:
    - ${http}
${more}`;

testRule(destinationHostExists, [
  [
    'an unknown host beside a known one',
    service('cart') +
      route('shop', 'route: [{ destination: { host: cart } }, { destination: { host: card } }]'),
    ['VirtualService shop/web spec.http[0].route[1].destination.host:13'],
    ['IST0101', 'KIA1101'],
  ],
  [
    'mirrors of both forms',
    service('cart') +
      route(
        'shop',
        'route: [{ destination: { host: cart } }]\n      mirror: { host: a }\n      mirrors: [{ destination: { host: b } }]',
      ),
    [
      'VirtualService shop/web spec.http[0].mirror.host:14',
      'VirtualService shop/web spec.http[0].mirrors[0].destination.host:15',
    ],
  ],
  [
    'a short name of another namespace',
    service('cart') + route('bank', 'route: [{ destination: { host: cart } }]'),
    ['VirtualService bank/web spec.http[0].route[0].destination.host:13'],
  ],
  [
    'a name in full of another namespace',
    service('cart') + route('bank', 'route: [{ destination: { host: cart.shop.svc.cluster.local } }]'),
    [],
  ],
  [
    'a name in half',
    service('cart') + route('shop', 'route: [{ destination: { host: cart.shop } }]'),
    ['VirtualService shop/web spec.http[0].route[0].destination.host:13'],
    ['IST0101'],
  ],
  ['an empty host, which is no host at all', route('shop', 'route: [{ destination: { host: "" } }]'), []],
  [
    'a Service that its namespace keeps to itself',
    service('cart', ', annotations: { networking.istio.io/exportTo: . }') +
      route('bank', 'route: [{ destination: { host: cart.shop.svc.cluster.local } }]'),
    ['VirtualService bank/web spec.http[0].route[0].destination.host:13'],
  ],
  [
    'a Service exported to where the VirtualService is exported',
    service('cart', ', annotations: { networking.istio.io/exportTo: bank }') +
      route('shop', 'route: [{ destination: { host: cart } }]', '  exportTo: [bank]\n'),
    [],
  ],
  [
    'a Service of the installation, which is not in the set',
    route('shop', 'route: [{ destination: { host: istio-egressgateway.istio-system.svc.cluster.local } }]'),
    [],
  ],
  [
    'a host that the wildcard of a ServiceEntry covers',
    `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: all, namespace: shop }
spec: { hosts: ['*.example.com'], ports: [{ number: 80, name: http, protocol: HTTP }] }
` + route('shop', 'route: [{ destination: { host: api.example.com } }]'),
    [],
  ],
  [
    'istiod, beside a gateway of the installation',
    `apiVersion: v1
kind: Service
metadata: { name: istio-eastwestgateway, namespace: istio-system }
---
${route('istio-system', 'route: [{ destination: { host: istiod.istio-system.svc.cluster.local } }]')}`,
    [],
  ],
]);
