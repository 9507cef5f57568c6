import { disruptionBudgetLetsDrain } from '../../lib/analysis/rules/disruption-budget-lets-drain';
import { testRule } from './rule-cases';

const mesh = (budget: string, replicas = 'replicas: 2', scaler = ''): string => `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: cart, namespace: shop }
spec: { ${budget}, selector: { matchLabels: { app: cart } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec: { ${replicas}, template: { metadata: { labels: { app: cart } } } }
${scaler}`;
const scaler = (minimum: number): string => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: cart, namespace: shop }
spec: { minReplicas: ${minimum}, scaleTargetRef: { kind: Deployment, name: cart } }
`;
const at = (field: string): string[] => [`PodDisruptionBudget shop/cart spec.${field}:5`];

testRule(disruptionBudgetLetsDrain, [
  ['none may go', mesh('maxUnavailable: 0'), at('maxUnavailable')],
  ['none of a hundred may go', mesh('maxUnavailable: 0%'), at('maxUnavailable')],
  ['all have to stay', mesh('minAvailable: 2'), at('minAvailable')],
  ['a share that is all', mesh('minAvailable: 51%'), at('minAvailable')],
  ['the only one', mesh('minAvailable: 1', 'replicas: 1'), at('minAvailable')],
  ['the only one, not counted', mesh('minAvailable: 1', 'paused: false'), at('minAvailable')],
  ['the least of an autoscaler', mesh('minAvailable: 1', 'paused: false', scaler(1)), at('minAvailable')],
  ['more by an autoscaler', mesh('minAvailable: 1', 'paused: false', scaler(2)), []],
  ['one may go', mesh('maxUnavailable: 1', 'replicas: 1'), []],
  ['a share may go', mesh('maxUnavailable: 1%'), []],
  ['half have to stay', mesh('minAvailable: 50%'), []],
  ['no pods', mesh('maxUnavailable: 0', 'replicas: 0'), []],
]);
