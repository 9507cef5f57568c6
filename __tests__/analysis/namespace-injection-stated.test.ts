import { namespaceInjectionStated } from '../../lib/analysis/rules/namespace-injection-stated';
import { testRule } from './rule-cases';

const namespace = (labels: string, name = 'shop'): string => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: ${labels}
`;
const injector = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio-sidecar-injector, namespace: istio-system }
data: { values: '{ "sidecarInjectorWebhook": { "enableNamespacesByDefault": true } }' }
`;
const found = ['Namespace shop metadata.name:4'];

testRule(namespaceInjectionStated, [
  ['no label', namespace('{}'), found, ['IST0102']],
  ['no label, and an installation that injects', namespace('{}') + injector, found, ['IST0148']],
  ['injection', namespace('{ istio-injection: enabled }'), []],
  ['no injection', namespace('{ istio-injection: disabled }'), []],
  ['a revision', namespace('{ istio.io/rev: stable }'), []],
  ['ambient mode', namespace('{ istio.io/dataplane-mode: ambient }'), []],
  ["the installation's own", namespace('{}', 'istio-system'), []],
]);
