import { replicasOwnedOnce } from '../../lib/analysis/rules/replicas-owned-once';
import { testRule } from './rule-cases';

const mesh = (replicas: string, scaler: string, target: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec: { ${replicas} }
---
apiVersion: ${scaler}
metadata: { name: cart, namespace: shop }
spec: { scaleTargetRef: { ${target} } }
`;
const horizontal = 'autoscaling/v2\nkind: HorizontalPodAutoscaler';
const keda = 'keda.sh/v1alpha1\nkind: ScaledObject';
const found = ['Deployment shop/cart spec.replicas:5'];

testRule(replicasOwnedOnce, [
  ['a number', mesh('replicas: 2', horizontal, 'kind: Deployment, name: cart'), found],
  ['a number beside KEDA', mesh('replicas: 2', keda, 'name: cart'), found],
  ['no number', mesh('', horizontal, 'kind: Deployment, name: cart'), []],
  ['none at all', mesh('replicas: 0', horizontal, 'kind: Deployment, name: cart'), []],
  ['a workload of another name', mesh('replicas: 2', horizontal, 'kind: Deployment, name: till'), []],
  ['a workload of another kind', mesh('replicas: 2', horizontal, 'kind: StatefulSet, name: cart'), []],
]);
