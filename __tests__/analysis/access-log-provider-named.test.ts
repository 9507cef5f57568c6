import { accessLogProviderNamed } from '../../lib/analysis/rules/access-log-provider-named';
import { testRule } from './rule-cases';

const telemetry = (entry: string, more = ''): string => `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: web, namespace: shop }
spec:
  accessLogging:
    - ${entry}
${more}`;
const settings = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: 'defaultProviders: { accessLogging: [envoy] }' }
`;

testRule(accessLogProviderNamed, [
  ['no provider', telemetry('filter: { expression: a }'), ['Telemetry shop/web spec.accessLogging[0]:6']],
  ['a provider', telemetry('providers: [{ name: envoy }]'), []],
  ['no logs', telemetry('disabled: true'), []],
  ["the mesh's provider", telemetry('filter: { expression: a }', settings), []],
]);
