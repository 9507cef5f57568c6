import { schemaValid } from '../../lib/analysis/rules/schema-valid';
import { testRule } from './rule-cases';

const route = (timeout: string): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  http:
    - timeout: ${timeout}
      route: [{ destination: { host: web } }]
`;

testRule(schemaValid, [
  ['no duration', route('soon'), ['VirtualService shop/web spec.http[0].timeout:7'], []],
  ['what istiod refuses too', route('1us'), ['VirtualService shop/web spec.http[0].timeout:7'], ['IST0106']],
  [
    'what istiod warns of',
    route('5s').replace('hosts: [web]', 'hosts: [web]\n  gateways: [door.shop]'),
    ['VirtualService shop/web spec.gateways[0]:6 warning'],
    ['IST0133', 'KIA1108'],
  ],
  [
    'what else istiod warns of',
    route('5s').replace('      route', '      mirrorPercent: 1\n      route'),
    ['VirtualService shop/web spec.http[0].mirrorPercent:8 warning'],
    ['IST0133'],
  ],
  ['a duration', route('5s'), []],
]);
