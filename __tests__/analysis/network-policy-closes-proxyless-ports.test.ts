import { networkPolicyClosesProxylessPorts } from '../../lib/analysis/rules/network-policy-closes-proxyless-ports';
import { testRule } from './rule-cases';

interface Case {
  /** Of the pods. */
  readonly metadata?: string;
  readonly mode?: string;
  /** Of the AuthorizationPolicy. */
  readonly spec?: string;
  /** Of the NetworkPolicy. */
  readonly ingress?: string;
}

const chosen = 'selector: { matchLabels: { app: stock } }';
const few = 'rules: [{ from: [{ source: { namespaces: [monitoring] } }] }]';
const excluded = "annotations: { traffic.sidecar.istio.io/excludeInboundPorts: '9090' }";

const mesh = ({
  metadata = excluded,
  mode = 'istio-injection: enabled',
  spec = `${chosen}, ${few}`,
  ingress = '{ ports: [{ port: 9090 }] }',
}: Case): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: stock, namespace: shop }
spec:
  podSelector: { matchLabels: { app: stock } }
  ingress: [${ingress}]
---
apiVersion: v1
kind: Pod
metadata: { name: stock, namespace: shop, labels: { app: stock }, ${metadata} }
spec: { containers: [{ ports: [{ containerPort: 8080 }, { containerPort: 9090 }] }] }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${mode} } }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: stock, namespace: shop }
spec: { ${spec} }
`;
const found = ['NetworkPolicy shop/stock spec.ingress[0]:7'];
const noSidecar = 'istio-injection: disabled';

testRule(networkPolicyClosesProxylessPorts, [
  ['an excluded port', mesh({}), found],
  ['a port beside those that are included', mesh({ metadata: included('8080') }), found],
  ['no included port', mesh({ metadata: included('') }), found],
  ['every port', mesh({ ingress: '{}' }), found],
  ['every address', mesh({ ingress: '{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }' }), found],
  ['every namespace', mesh({ ingress: '{ from: [{ namespaceSelector: {} }] }' }), found],
  ['pods without a proxy', mesh({ mode: noSidecar, metadata: '' }), found],
  ['a policy of the namespace', mesh({ spec: few }), found],
  ['a policy that allows nobody', mesh({ spec: chosen }), found],
  [
    'everybody at another port',
    mesh({ spec: `${chosen}, rules: [{ to: [{ operation: { ports: ['8080'] } }] }]` }),
    found,
  ],

  ['ports that pass the proxy', mesh({ metadata: '' }), []],
  ['a port that is included', mesh({ metadata: included('8080,9090') }), []],
  ['the port of the proxy', mesh({ ingress: '{ ports: [{ port: 8080 }] }' }), []],
  ['some pods', mesh({ ingress: '{ from: [{ podSelector: { matchLabels: { a: b } } }] }' }), []],
  ['some namespaces', mesh({ ingress: '{ from: [{ namespaceSelector: { matchLabels: { a: b } } }] }' }), []],
  ['some addresses', mesh({ ingress: '{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }' }), []],
  ['everybody at this port', mesh({ spec: `${chosen}, rules: [{}]` }), []],
  [
    'all but some',
    mesh({ spec: `${chosen}, rules: [{ from: [{ source: { notNamespaces: [web] } }] }]` }),
    [],
  ],
  ['a policy that denies', mesh({ spec: `${chosen}, action: DENY, ${few}` }), []],
  ['pods without a proxy that the policy does not mean', mesh({ mode: noSidecar, spec: few }), []],
  ['ambient mode', mesh({ mode: 'istio.io/dataplane-mode: ambient', metadata: '' }), []],
]);

function included(ports: string): string {
  return `annotations: { traffic.sidecar.istio.io/includeInboundPorts: '${ports}' }`;
}
