import { expect, test } from '@jest/globals';
import { isHalfQualified } from '../../lib/analysis/half-qualified-host';
import { Mesh } from '../../lib/mesh/mesh';
import { yamlManifests } from '../../lib/mesh/yaml-manifests';

const service = `apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec: { ports: [{ port: 80 }] }
`;

test.each([
  ['orders.shop', true],
  ['orders.shop.svc', true],
  ['orders.bank', false],
  ['orders', false],
  ['orders.', false],
  ['.shop', false],
  ['orders.shop.org', false],
  ['orders.shop.svc.cluster', false],
  ['orders.shop.svc.cluster.local', false],
])('%s means a Service, but is not its whole name: %s', (host, isHalf) => {
  expect(isHalfQualified(new Mesh(yamlManifests(service, 'input.yaml', 'default')), host)).toBe(isHalf);
});
