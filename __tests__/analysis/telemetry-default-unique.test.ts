import { telemetryDefaultUnique } from '../../lib/analysis/rules/telemetry-default-unique';
import { testRule } from './rule-cases';

const telemetry = (name: string, namespace: string, spec: string): string => `---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
`;
const target = '{ targetRefs: [{ kind: Gateway, name: a }] }';

testRule(telemetryDefaultUnique, [
  [
    'two in one namespace, one in another',
    telemetry('a', 'shop', '{}') + telemetry('b', 'shop', '{}') + telemetry('c', 'bank', '{}'),
    ['Telemetry shop/a spec:5', 'Telemetry shop/b spec:10'],
  ],
  [
    'one with a selector',
    telemetry('a', 'shop', '{}') + telemetry('b', 'shop', '{ selector: { matchLabels: { a: b } } }'),
    [],
  ],
  ['one for a gateway', telemetry('a', 'shop', '{}') + telemetry('b', 'shop', target), []],
]);
