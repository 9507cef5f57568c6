import { fieldCurrent } from '../../lib/analysis/rules/field-current';
import { testRule, type RuleCase } from './rule-cases';

const object = (apiVersion: string, kind: string, spec: string): string => `---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web, namespace: shop }
spec:
  ${spec}
`;
const networking = 'networking.istio.io/v1';
const crd = 'apiextensions.k8s.io/v1';
const settings = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: 'extensionProviders: [{ name: a, lightstep: { service: b } }, { name: c, zipkin: { service: d } }]' }
`;

testRule(fieldCurrent, [
  [
    'a delay by percent',
    object(networking, 'VirtualService', 'http: [{ fault: { delay: { percent: 10 } } }]'),
    ['VirtualService shop/web spec.http[0].fault.delay.percent:6'],
  ],
  [
    'a delay by percentage',
    object(networking, 'VirtualService', 'http: [{ fault: { delay: { percentage: { value: 10 } } } }]'),
    [],
  ],
  [
    'an egress proxy',
    object(networking, 'Sidecar', 'outboundTrafficPolicy: { egressProxy: { host: a } }'),
    ['Sidecar shop/web spec.outboundTrafficPolicy.egressProxy:6'],
  ],
  ['a policy without', object(networking, 'Sidecar', 'outboundTrafficPolicy: { mode: ALLOW_ANY }'), []],
  ...['ClusterRbacConfig', 'RbacConfig', 'ServiceRole', 'ServiceRoleBinding'].map((kind): RuleCase => [
    `${kind}, which is gone`,
    object(crd, 'CustomResourceDefinition', `{ group: rbac.istio.io, names: { kind: ${kind} } }`),
    ['CustomResourceDefinition web spec.names.kind:6'],
  ]),
  [
    'a kind that is not',
    object(crd, 'CustomResourceDefinition', '{ group: rbac.istio.io, names: { kind: Role } }'),
    [],
  ],
  ['no delay', object(networking, 'VirtualService', 'http: [{ fault: { delay: { percent: 0 } } }]'), []],
  [
    'a kind of somebody else',
    object(crd, 'CustomResourceDefinition', '{ group: a.org, names: { kind: ServiceRole } }'),
    [],
  ],
  [
    'traces to Lightstep',
    object('telemetry.istio.io/v1', 'Telemetry', 'tracing: [{ providers: [{ name: a }, { name: c }] }]') +
      settings,
    ['Telemetry shop/web spec.tracing[0].providers[0].name:6'],
  ],
]);
