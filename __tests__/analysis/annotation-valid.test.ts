import { annotationValid } from '../../lib/analysis/rules/annotation-valid';
import { testRule, type RuleCase } from './rule-cases';

const pod = (name: string, value: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  annotations:
    ${name}: ${JSON.stringify(value)}
`;
const wrong: readonly (readonly [string, string])[] = [
  ['readiness.status.sidecar.istio.io/periodSeconds', 'soon'],
  ['readiness.status.sidecar.istio.io/failureThreshold', '-1'],
  ['sidecar.istio.io/interceptionMode', 'redirect'],
  ['status.sidecar.istio.io/port', '70000'],
  ['traffic.sidecar.istio.io/excludeInboundPorts', '80;81'],
  ['traffic.sidecar.istio.io/includeOutboundIPRanges', '10.0.0.0'],
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', '*'],
  ['prometheus.istio.io/merge-metrics', 'yes'],
  ['proxy.istio.io/config', '{'],
];
const right: readonly (readonly [string, string])[] = [
  ['readiness.status.sidecar.istio.io/periodSeconds', '10'],
  ['sidecar.istio.io/interceptionMode', 'TPROXY'],
  ['status.sidecar.istio.io/port', '0'],
  ['traffic.sidecar.istio.io/excludeInboundPorts', '80, 81'],
  ['traffic.sidecar.istio.io/excludeInboundPorts', ''],
  ['traffic.sidecar.istio.io/includeInboundPorts', '*'],
  ['traffic.sidecar.istio.io/includeOutboundIPRanges', '10.0.0.0/8,fd00::/8'],
  ['prometheus.istio.io/merge-metrics', 'false'],
  ['proxy.istio.io/config', 'holdApplicationUntilProxyStarts: true'],
  ['sidecar.istio.io/proxyCPU', 'anything'],
];

testRule(annotationValid, [
  ...wrong.map(([name, value]): RuleCase => [
    `${name}: ${value}`,
    pod(name, value),
    [`Pod shop/web metadata.annotations["${name}"]:7`],
    ['IST0125'],
  ]),
  [
    'one that has no effect on its kind',
    pod('sidecar.istio.io/interceptionMode', 'redirect').replace('kind: Pod', 'kind: Service'),
    [],
  ],
  [
    'one of a pod template, at which istioctl does not look',
    `apiVersion: batch/v1
kind: Job
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { annotations: { sidecar.istio.io/interceptionMode: redirect } } } }
`,
    ['Job shop/web spec.template.metadata.annotations["sidecar.istio.io/interceptionMode"]:4'],
    [],
  ],
  ...right.map(([name, value]): RuleCase => [`${name}: ${value}`, pod(name, value), []]),
]);
