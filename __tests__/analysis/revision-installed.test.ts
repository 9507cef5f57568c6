import { revisionInstalled } from '../../lib/analysis/rules/revision-installed';
import { testRule } from './rule-cases';

const namespace = (label: string): string => `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    ${label}
`;
const pods = (labels: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop }
spec:
  template:
    metadata: { labels: ${labels} }
`;
const operator = (spec: string): string => `---
apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: { name: istio, namespace: istio-system }
spec: ${spec}
`;
const webhook = (name: string, labels: string): string => `---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: ${name}, labels: ${labels} }
webhooks: []
`;
const tagged = operator('{ revision: 1-30-3, values: { revisionTags: [prod-stable] } }');
const found = ['Namespace shop metadata.labels["istio.io/rev"]:6'];

testRule(revisionInstalled, [
  ['a revision of nobody', namespace('istio.io/rev: canary') + tagged, found],
  ['the revision', namespace('istio.io/rev: 1-30-3') + tagged, []],
  ['a tag of it', namespace('istio.io/rev: prod-stable') + tagged, []],
  ['the default tag, which istioctl makes', namespace('istio-injection: enabled') + tagged, []],
  [
    'the default revision of a chart that has another',
    namespace('istio-injection: enabled') + webhook('istio-sidecar-injector-a', '{ istio.io/rev: a }'),
    ['Namespace shop metadata.labels.istio-injection:6'],
  ],
  [
    'the default tag of a chart',
    namespace('istio-injection: enabled') +
      webhook('istio-revision-tag-default', '{ istio.io/rev: a, istio.io/tag: default }'),
    [],
  ],
  [
    'the revision of a tag that alone is in the set',
    namespace('istio.io/rev: a') +
      webhook('istio-revision-tag-stable', '{ istio.io/rev: a, istio.io/tag: stable }'),
    found,
  ],
  ["pods of somebody else's webhook", namespace('istio.io/rev: a') + webhook('vault', '{}'), []],
  [
    'pods that ask for a revision of nobody',
    pods('{ app: orders, istio.io/rev: b }') + tagged,
    ['Deployment shop/orders spec.template.metadata.labels["istio.io/rev"]:6'],
  ],
  ['a namespace that wants none', namespace('istio-injection: disabled') + tagged, []],
  ['no installation in the set', namespace('istio.io/rev: canary'), []],
  [
    'an operator file that installs no istiod',
    namespace('istio.io/rev: a') + operator('{ profile: empty }'),
    [],
  ],
]);
