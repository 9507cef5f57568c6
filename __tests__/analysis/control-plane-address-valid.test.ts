import { controlPlaneAddressValid } from '../../lib/analysis/rules/control-plane-address-valid';
import { testRule } from './rule-cases';

const webhook = (
  client: string,
  kind = 'MutatingWebhookConfiguration',
  name = 'istio-sidecar-injector-canary',
): string => `apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}
metadata: { name: ${name} }
webhooks:
  - name: a.istio.io
    clientConfig:
      ${client}
`;
const found = ['MutatingWebhookConfiguration istio-sidecar-injector-canary webhooks[0].clientConfig.url:7'];

testRule(controlPlaneAddressValid, [
  ['no URL', webhook('url: ""'), found, ['IST0163']],
  ['no host', webhook('url: istiod'), found],
  ['a name that no server knows', webhook('url: https://istiod.invalid'), found],
  [
    'an address',
    webhook('url: https://10.0.0.1:15017/inject'),
    found.map((line) => `${line} info`),
    ['IST0164'],
  ],
  ['an address of IPv6', webhook('url: https://[fd00::1]:15017/inject'), found.map((line) => `${line} info`)],
  [
    'neither',
    webhook('caBundle: a'),
    ['MutatingWebhookConfiguration istio-sidecar-injector-canary webhooks[0].clientConfig:6'],
  ],
  ['a Service', webhook('service: { name: istiod }'), []],
  ['a name', webhook('url: https://istiod.example.com/inject'), []],
  [
    'validation',
    webhook('url: istiod', 'ValidatingWebhookConfiguration', 'istiod-default-validator'),
    ['ValidatingWebhookConfiguration istiod-default-validator webhooks[0].clientConfig.url:7'],
  ],
  ['a webhook of somebody else', webhook('url: istiod', 'MutatingWebhookConfiguration', 'vault'), []],
]);
