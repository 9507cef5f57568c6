import { gatewaySelectsWorkload } from '../../lib/analysis/rules/gateway-selects-workload';
import { testRule } from './rule-cases';

const gateway = (selector: string): string => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec:
  selector: ${selector}
`;
const pods = (labels: string): string => `---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: gateway, namespace: edge }
spec: { template: { metadata: { labels: ${labels} } } }
`;
const found = ['Gateway shop/public spec.selector:5'];

testRule(gatewaySelectsWorkload, [
  ['labels of nobody', gateway('{ istio: typo }'), found],
  ['one label of two', gateway('{ a: b, c: d }') + pods('{ a: b }'), found],
  ['pods of any kind in another namespace', gateway('{ a: b }') + pods('{ a: b, c: d }'), []],
  ['the gateway of an installation elsewhere', gateway('{ istio: ingressgateway }'), []],
  [
    'an installation whose gateway has other labels',
    gateway('{ istio: ingressgateway, app: public }') + pods('{ istio: ingressgateway }'),
    found,
  ],
  [
    'the pods of a Gateway of the Gateway API',
    `${gateway('{ gateway.networking.k8s.io/gateway-name: edge }')}---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec: { gatewayClassName: istio }
`,
    [],
  ],
]);
