import { weightsShared } from '../../lib/analysis/rules/weights-shared';
import { testRule } from './rule-cases';

const route = (...weights: readonly string[]): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  http:
    - route: [${weights.map((weight) => `{ ${weight} }`).join(', ')}]
`;
const at = (index: number): string[] => [`VirtualService shop/cart spec.http[0].route[${index}]:7`];

testRule(weightsShared, [
  ['all for the first', route('weight: 100', 'weight: 0'), at(0)],
  ['all for the last', route('weight: 0', '', 'weight: 1'), at(2)],
  ['shares', route('weight: 99', 'weight: 1'), []],
  ['one destination', route('weight: 100'), []],
]);
