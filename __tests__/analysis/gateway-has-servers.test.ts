import { gatewayHasServers } from '../../lib/analysis/rules/gateway-has-servers';
import { testRule } from './rule-cases';

const gateway = (servers: string): string => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec:
  selector: { istio: ingressgateway }
${servers}`;

testRule(gatewayHasServers, [
  ['none', gateway(''), ['Gateway shop/public spec:4']],
  ['an empty list', gateway('  servers: []\n'), ['Gateway shop/public spec:4']],
  ['one', gateway('  servers: [{ port: { number: 80 } }]\n'), []],
]);
