import { proxyImageInjected } from '../../lib/analysis/rules/proxy-image-injected';
import { testRule } from './rule-cases';

const deployment = (labels: string, image = 'auto'): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: edge }
spec:
  template:
    metadata: { labels: ${labels} }
    spec:
      containers:
        - name: istio-proxy
          image: ${image}
`;
const pod = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: edge, labels: { sidecar.istio.io/inject: "true" } }
spec:
  containers:
    - { name: istio-proxy, image: auto }
`;
const webhook = `---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-sidecar-injector }
webhooks:
  - name: object.sidecar-injector.istio.io
    objectSelector: { matchExpressions: [{ key: team, operator: Exists }] }
`;
const found = ['Deployment edge/web spec.template.spec.containers[0].image:10'];

testRule(proxyImageInjected, [
  ['a bare Pod', pod, ['Pod edge/web spec.containers[0].image:6 error'], ['IST0147']],
  ['a template that nobody injects', deployment('{ app: web }'), found, ['IST0146']],
  [
    'a template that the webhook does not take',
    deployment('{ sidecar.istio.io/inject: "true" }') + webhook,
    found,
  ],
  ['a template that the webhook takes', deployment('{ team: a }') + webhook, []],
  ['a template that asks for it', deployment('{ sidecar.istio.io/inject: "true" }'), []],
  ['an image', deployment('{ app: web }', 'proxyv2'), []],
]);
