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
  [
    'a cluster with its secret as a text',
    settings('west') + secret('{ istio/multiCluster: "true" }').replace('\ndata:', '\nstringData:'),
    [],
  ],
  ['the own cluster', settings('Kubernetes'), []],
  ['what is outside of clusters', settings('External'), []],
  ['what tests stand in for', settings('Mock'), []],
  [
    'settings of a revision',
    settings('west').replace('name: istio,', 'name: istio-canary,'),
    ['ConfigMap istio-system/istio-canary data.meshNetworks:5'],
  ],
  [
    'settings of the networks alone',
    settings('west').replace('name: istio,', 'name: meshnetworks,'),
    ['ConfigMap istio-system/meshnetworks data.meshNetworks:5'],
  ],
  ['settings of somebody else', settings('west').replace('name: istio,', 'name: mesh,'), []],
  ['settings that cannot be read', settings('{'), []],
]);
