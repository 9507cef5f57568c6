import { serviceEntryProtocolAgreed } from '../../lib/analysis/rules/service-entry-protocol-agreed';
import { testRule } from './rule-cases';

const entry = (name: string, protocol: string, more = ''): string => `---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ${name}, namespace: ${name} }
spec:
  hosts: [a.org]
  ports:
    - { number: 80, name: a, protocol: ${protocol} }
${more}`;
const found = ['ServiceEntry one/one spec.ports[0]:8', 'ServiceEntry two/two spec.ports[0]:16'];
const home = '  exportTo: [.]\n';

testRule(serviceEntryProtocolAgreed, [
  ['two protocols', entry('one', 'HTTP') + entry('two', 'TCP'), found],
  ['one at home, one everywhere', entry('one', 'HTTP') + entry('two', 'TCP', home), found],
  ['each at home', entry('one', 'HTTP', home) + entry('two', 'TCP', home), []],
  ['one protocol in two spellings', entry('one', 'HTTP') + entry('two', 'http'), []],
]);
