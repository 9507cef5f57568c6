import { serviceEntryPortUnique } from '../../lib/analysis/rules/service-entry-port-unique';
import { serviceEntry as entry } from './manifest-texts';
import { testRule } from './rule-cases';

const bank = (name: string, namespace: string, port: string, more = ''): string =>
  entry(name, namespace, `{ hosts: [bank.io], ports: [${port}]${more} }`);
const tls = '{ number: 443, name: tls, protocol: TLS }';

testRule(serviceEntryPortUnique, [
  [
    'twice',
    bank('a', 'shop', tls) + bank('b', 'back', tls),
    ['ServiceEntry back/b spec.ports[0]:9', 'ServiceEntry shop/a spec.ports[0]:4'],
  ],
  [
    'other ports, other protocols',
    bank('a', 'shop', tls) +
      bank('b', 'shop', '{ number: 80, name: http, protocol: HTTP }') +
      bank('c', 'shop', '{ number: 443, name: https, protocol: HTTPS }'),
    [],
  ],
  [
    'seen by nobody together',
    bank('a', 'shop', tls, ', exportTo: [.]') + bank('b', 'back', tls, ', exportTo: [.]'),
    [],
  ],
]);
