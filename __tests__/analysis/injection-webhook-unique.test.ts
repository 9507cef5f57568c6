import { injectionWebhookUnique } from '../../lib/analysis/rules/injection-webhook-unique';
import { testRule } from './rule-cases';

const webhook = (name: string, selector: string, service = 'istiod', pods = ''): string => `---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: ${name} }
webhooks:
  - name: injector.istio.io
    clientConfig: { service: { name: ${service}, namespace: istio-system } }
    namespaceSelector: ${selector}
${pods && `    objectSelector: ${pods}\n`}`;
const istiod = `---
apiVersion: v1
kind: Service
metadata: { name: istiod, namespace: istio-system }
`;
const enabled = '{ matchLabels: { istio-injection: enabled } }';
const canary = (more = ''): string =>
  `{ matchExpressions: [{ key: istio.io/rev, operator: In, values: [canary] }${more}] }`;

testRule(injectionWebhookUnique, [
  [
    'two for one label',
    webhook('a', enabled) + webhook('b', enabled) + istiod,
    ['MutatingWebhookConfiguration a webhooks[0]:6', 'MutatingWebhookConfiguration b webhooks[0]:14'],
  ],
  [
    'two for labels that a namespace may both have',
    webhook('a', enabled) + webhook('b', canary()) + istiod,
    ['MutatingWebhookConfiguration a webhooks[0]:6', 'MutatingWebhookConfiguration b webhooks[0]:14'],
  ],
  [
    'two that exclude each other',
    webhook('a', enabled) +
      webhook('b', canary(', { key: istio-injection, operator: DoesNotExist }')) +
      istiod,
    [],
  ],
  [
    'two for the pods that say nothing',
    webhook(
      'a',
      enabled,
      'istiod',
      '{ matchExpressions: [{ key: sidecar.istio.io/inject, operator: DoesNotExist }] }',
    ) +
      webhook('b', enabled, 'istiod', '{}') +
      istiod,
    ['MutatingWebhookConfiguration a webhooks[0]:6', 'MutatingWebhookConfiguration b webhooks[0]:15'],
  ],
  [
    'two that pods exclude from each other',
    webhook('a', enabled, 'istiod', '{ matchLabels: { sidecar.istio.io/inject: "true" } }') +
      webhook('b', enabled, 'istiod', '{ matchLabels: { sidecar.istio.io/inject: "false" } }') +
      istiod,
    [],
  ],
  [
    'two for pods of one revision',
    webhook('a', '{}', 'istiod', '{ matchLabels: { istio.io/rev: canary } }') +
      webhook('b', canary()) +
      istiod,
    ['MutatingWebhookConfiguration a webhooks[0]:6', 'MutatingWebhookConfiguration b webhooks[0]:15'],
  ],
  [
    'one of somebody else',
    webhook('a', enabled) + webhook('b', enabled).replace('injector.istio.io', 'injector.vault.io') + istiod,
    [],
  ],
  ['no Service that is named', webhook('a', enabled, '""').replace('name: "", ', ''), []],
  [
    'no Service',
    webhook('a', enabled, 'istiod-old') + istiod,
    ['MutatingWebhookConfiguration a webhooks[0].clientConfig.service:7'],
  ],
]);
