import { extensionProviderDeclared } from '../../lib/analysis/rules/extension-provider-declared';
import { testRule } from './rule-cases';

const telemetry = (part: string, provider: string): string => `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: default, namespace: shop }
spec:
  ${part}:
    - providers:
        - name: ${provider}
`;
const policy = (action: string): string => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: custom, namespace: shop }
spec:
  action: ${action}
  provider: { name: opa }
`;
const mesh = (...names: readonly string[]): string => `---
apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: { name: istio, namespace: istio-system }
spec:
  meshConfig:
    extensionProviders: [${names.map((name) => `{ name: ${name} }`).join(', ')}]
`;
const configMap = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: 'extensionProviders: [{ name: opa }]' }
`;
const at = (part: string): string[] => [`Telemetry shop/default spec.${part}[0].providers[0].name:7`];

testRule(extensionProviderDeclared, [
  ['traces for nobody', telemetry('tracing', 'zipkin') + mesh('jaeger'), at('tracing')],
  ['traces for a provider', telemetry('tracing', 'jaeger') + mesh('jaeger'), []],
  ['logs for nobody', telemetry('accessLogging', 'loki') + mesh(), at('accessLogging')],
  ['logs on standard output', telemetry('accessLogging', 'envoy') + mesh(), []],
  ['metrics for nobody', telemetry('metrics', 'statsd') + mesh(), at('metrics')],
  ['metrics for Prometheus', telemetry('metrics', 'prometheus') + mesh(), []],
  [
    'a policy that nobody decides',
    policy('CUSTOM') + mesh('jaeger'),
    ['AuthorizationPolicy shop/custom spec.provider.name:6'],
  ],
  ['a policy that somebody decides, by the ConfigMap', policy('CUSTOM') + configMap, []],
  ['a policy that needs nobody', policy('ALLOW') + mesh(), []],
  ['no configuration in the set', telemetry('tracing', 'zipkin'), []],
]);
