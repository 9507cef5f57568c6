import { afterAll, expect, test } from '@jest/globals';
import path from 'node:path';
import { EventMeshValidation, type EventMeshValidationProps } from '../../lib/cli/event-mesh-validation';
import { Sandbox } from './sandbox';

const sandbox = new Sandbox();
afterAll(() => {
  sandbox.remove();
});

const service = (name: string) => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { ports: [{ name: http, port: 80 }] }
---
`;
const routeTo = (host: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: route, namespace: shop }
spec:
  hosts: [orders]
  http: [{ route: [{ destination: { host: ${host} } }] }]
`;

/** The files of a program of two environments: prod routes to a service that only dev has. */
const files = {
  'dist/dev/mesh.yaml': service('orders') + service('stock') + routeTo('stock'),
  'dist/prod/mesh.yaml': service('orders') + routeTo('stock'),
  'dist/reports/prod/requires.yaml': 'requires: []\n',
  'dist/chart/shop/templates/service.yaml': 'kind: {{ .Values.kind }}\n',
  'environments/dev.yaml': '',
  'environments/prod.yaml': '',
};
for (const [file, text] of Object.entries(files)) sandbox.write(file, text);

async function validated(names: readonly string[], props: EventMeshValidationProps = {}) {
  const violations: string[] = [];
  let status = '';
  await new EventMeshValidation(props).validate({
    manifests: names.map((name) => path.join(sandbox.folder, name)),
    metadata: { route: { path: 'shop/route' } },
    report: {
      addViolation: ({ ruleName, violatingResources: [resource] }) => {
        violations.push(`${ruleName} ${path.relative(sandbox.folder, resource?.manifestPath ?? '')}`);
      },
      submit: (given) => {
        status = given;
      },
    },
  });
  return { violations, status };
}

const dist = Object.keys(files).filter((file) => file.startsWith('dist/'));

test('all manifests together are one cluster', async () => {
  expect(await validated(['dist/prod/mesh.yaml'])).toEqual({
    violations: ['EVM101 VirtualService dist/prod/mesh.yaml'],
    status: 'failure',
  });
  expect((await validated(['dist/dev/mesh.yaml'])).status).toBe('success');
});

test('each environment is a cluster of its own, beside which nothing is read', async () => {
  expect(await validated(dist, { environments: path.join(sandbox.folder, 'environments') })).toEqual({
    violations: ['EVM101 VirtualService dist/prod/mesh.yaml'],
    status: 'failure',
  });
});
