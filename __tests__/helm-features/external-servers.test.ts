import { afterAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Deployment } from 'kubernetes-types/apps/v1';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { templated } from './helm-command';

const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

test("docs/helm.md: with Bitnami's servers the chart runs none of its own, and reaches those", () => {
  const [, values = ''] = /```yaml\n(.*?)```/s.exec(readFileSync('docs/helm.md', 'utf8')) ?? [];
  folder.write('values.yaml', values);
  const objects = templated('charts/event-backend', '--values', folder.at('values.yaml'));
  const kinds = new Set(objects.map(({ kind }) => kind));
  expect([...kinds]).toEqual(expect.arrayContaining(['Deployment', 'ServiceEntry']));
  expect(kinds).not.toContain('StatefulSet');
  expect(kinds).not.toContain('Secret');
  const deployments = objects.filter(({ kind }) => kind === 'Deployment') as unknown as Deployment[];
  const secret = (name: string, key: string) => ({ name: key, valueFrom: { secretKeyRef: { name, key } } });
  for (const { spec } of deployments) {
    expect(spec?.template.spec?.containers[0]?.env).toEqual(
      expect.arrayContaining([
        { name: 'POSTGRES_HOST', value: 'event-db-postgresql.data.svc.cluster.local' },
        { name: 'POSTGRES_USER', value: 'events' },
        { name: 'PGSSLMODE', value: 'require' },
        { name: 'REDIS_HOST', value: 'event-queue-redis-master.data.svc.cluster.local' },
        secret('event-db', 'POSTGRES_PASSWORD'),
        secret('event-queue', 'REDIS_PASSWORD'),
      ]),
    );
  }
});
