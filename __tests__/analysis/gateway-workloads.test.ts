import { gatewaySelectsWorkload } from '../../lib/analysis/rules/gateway-selects-workload';
import { testRule } from './rule-cases';

const gateway = (selector: string): string => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec:
  selector: ${selector}
`;
const operator = (...gateways: readonly string[]): string => `---
apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata: { name: istio, namespace: istio-system }
spec: { components: { ingressGateways: [${gateways.join(', ')}] } }
`;
const found = ['Gateway shop/public spec.selector:5'];

testRule(gatewaySelectsWorkload, [
  [
    'a gateway of the operator file',
    gateway('{ istio: edge }') + operator('{ name: edge, label: { istio: edge } }'),
    [],
  ],
  [
    'labels that no gateway of the operator file has',
    gateway('{ istio: edge }') + operator('{ name: edge, label: { istio: public } }'),
    found,
  ],
  [
    'the usual gateway, which the operator file gives another label',
    gateway('{ istio: ingressgateway }') + operator('{ name: istio-ingressgateway, label: { istio: edge } }'),
    found,
  ],
  [
    'the usual gateway, which the operator file leaves as it is',
    gateway('{ istio: ingressgateway }') + operator('{ name: istio-ingressgateway }'),
    [],
  ],
  [
    'the usual gateway, which a chart may install where the operator file does not',
    gateway('{ istio: ingressgateway }') + operator('{ name: istio-ingressgateway, enabled: false }'),
    [],
  ],
]);
