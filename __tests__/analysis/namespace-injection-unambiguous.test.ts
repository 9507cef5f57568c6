import { namespaceInjectionUnambiguous } from '../../lib/analysis/rules/namespace-injection-unambiguous';
import { testRule } from './rule-cases';

const namespace = (...labels: readonly string[]): string => `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
${labels.map((label) => `    ${label}\n`).join('')}`;

testRule(namespaceInjectionUnambiguous, [
  [
    'injection and a revision',
    namespace('istio-injection: enabled', 'istio.io/rev: canary'),
    ['Namespace shop metadata.labels["istio.io/rev"]:7'],
  ],
  [
    'a revision and ambient mode',
    namespace('istio.io/rev: canary', 'istio.io/dataplane-mode: ambient'),
    ['Namespace shop metadata.labels["istio.io/dataplane-mode"]:7'],
  ],
  [
    'no injection, and ambient mode',
    namespace('istio-injection: disabled', 'istio.io/dataplane-mode: ambient'),
    [],
  ],
  ['one', namespace('istio.io/rev: canary'), []],
]);
