import { expect, test } from '@jest/globals';
import { GatewayContract } from '../../lib/routing/gateway-contract';

test.each([
  [
    'istioctl',
    GatewayContract.istioctl(),
    { istio: 'ingressgateway' },
    'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account',
  ],
  [
    'a Helm release',
    GatewayContract.helmRelease('istio-ingress'),
    { app: 'istio-ingress', istio: 'ingress' },
    'cluster.local/ns/istio-ingress/sa/istio-ingress',
  ],
  [
    'a Helm release in another namespace',
    GatewayContract.helmRelease('istio-ingressgateway', { namespace: 'istio-system' }),
    { app: 'istio-ingressgateway', istio: 'ingressgateway' },
    'cluster.local/ns/istio-system/sa/istio-ingressgateway',
  ],
  [
    'any other',
    GatewayContract.of({ selectorLabels: { edge: 'yes' }, namespace: 'edge', serviceAccount: 'front' }),
    { edge: 'yes' },
    'cluster.local/ns/edge/sa/front',
  ],
])('%s: labels and identity belong together', (_name, contract, labels, principal) => {
  expect(contract.selectorLabels).toEqual(labels);
  expect(contract.principal).toBe(principal);
  expect(contract.networkPeer).toEqual({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': contract.namespace } },
    podSelector: { matchLabels: labels },
  });
});
