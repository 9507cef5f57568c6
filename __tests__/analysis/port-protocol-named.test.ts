import { portProtocolNamed } from '../../lib/analysis/rules/port-protocol-named';
import { testRule } from './rule-cases';

const service = (ports: string, more = ''): string => `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  ports: ${ports}
${more}`;

testRule(portProtocolNamed, [
  ['no name', service('[{ port: 8080 }]'), ['Service shop/web spec.ports[0]:6']],
  [
    'a name without protocol',
    service('\n    - { name: http, port: 80 }\n    - { name: web, port: 81 }'),
    ['Service shop/web spec.ports[1].name:8'],
  ],
  [
    'an appProtocol that Istio does not know',
    service('[{ name: http, port: 80, appProtocol: nats }]'),
    ['Service shop/web spec.ports[0].appProtocol:6'],
  ],
  ['a protocol in the name', service('[{ name: grpc-api, port: 80 }, { name: http2, port: 81 }]'), []],
  ['UDP is never guessed', service('[{ name: dns, port: 53, protocol: UDP }]'), []],
  ['a name of somewhere else', service('[{ name: web, port: 80 }]', '  type: ExternalName'), []],
  [
    'the control plane',
    service('[{ name: web, port: 80 }]').replace('shop', 'shop, labels: { istio: pilot }'),
    [],
  ],
]);
