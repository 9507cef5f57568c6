import { retriesRepeatable } from '../../lib/analysis/rules/retries-repeatable';
import { testRule } from './rule-cases';

const route = (match: string, retries: string): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  http:
    - { match: [{ ${match} }], retries: { ${retries} } }
`;
const found = ['VirtualService shop/cart spec.http[0].retries.retryOn:7'];
const post = 'method: { exact: POST }';

testRule(retriesRepeatable, [
  ['every error', route(post, 'attempts: 2, retryOn: "connect-failure, 5xx"'), found],
  ['a status', route(post, 'attempts: 2, retryOn: "503"'), found],
  ['a connection that breaks', route('method: { regex: PUT|PATCH }', 'attempts: 2, retryOn: reset'), found],
  ['methods by prefix', route('method: { prefix: P }', 'attempts: 2, retryOn: 5xx'), found],
  ['connections', route(post, 'attempts: 2, retryOn: "connect-failure,refused-stream"'), []],
  ['a method that may be repeated', route('method: { exact: GET }', 'attempts: 2, retryOn: 5xx'), []],
  ['any method', route('uri: { prefix: / }', 'attempts: 2, retryOn: 5xx'), []],
  ['no retry', route(post, 'attempts: 0, retryOn: 5xx'), []],
]);
