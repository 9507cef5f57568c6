import { networkRegistryKnown } from '../../lib/analysis/rules/network-registry-known';
import { testRule } from './rule-cases';

const settings = (registry: string): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  meshNetworks: 'networks: { west: { endpoints: [{ fromRegistry: ${registry} }] } }'
`;
const secret = (labels: string): string => `---
apiVersion: v1
kind: Secret
metadata: { name: a, namespace: istio-system, labels: ${labels} }
data: { west: YQ== }
`;
const found = ['ConfigMap istio-system/istio data.meshNetworks:5'];

testRule(networkRegistryKnown, [
  ['a cluster without secret', settings('west'), found],
  ['a secret of something else', settings('west') + secret('{}'), found],
  ['a cluster with its secret', settings('west') + secret('{ istio/multiCluster: "true" }'), []],
  ['the own cluster', settings('Kubernetes'), []],
  ['settings that cannot be read', settings('{'), []],
]);
