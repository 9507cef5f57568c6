import { retriesFitTimeout } from '../../lib/analysis/rules/retries-fit-timeout';
import { testRule } from './rule-cases';

const route = (fields: string): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  http:
    - { ${fields} }
`;
const at = (field: string): string[] => [`VirtualService shop/cart spec.http[0].retries.${field}:7`];

testRule(retriesFitTimeout, [
  ['a retry too many', route('timeout: 6s, retries: { attempts: 3, perTryTimeout: 2s }'), at('attempts')],
  [
    'a try that is too long',
    route('timeout: 1s, retries: { attempts: 3, perTryTimeout: 2s }'),
    at('perTryTimeout'),
  ],
  ['tries that fit', route('timeout: 6001ms, retries: { attempts: 3, perTryTimeout: 2s }'), []],
  ['no timeout', route('retries: { attempts: 3, perTryTimeout: 2s }'), []],
  ['no timeout of a try', route('timeout: 6s, retries: { attempts: 3 }'), []],
  ['no retry', route('timeout: 6s, retries: { attempts: 0, perTryTimeout: 9s }'), []],
  ['no durations', route('timeout: six, retries: { attempts: 3, perTryTimeout: 2 }'), []],
]);
