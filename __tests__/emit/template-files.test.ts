import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { EmbeddedPostgres } from '../../lib/stores/embedded-postgres';
import { PostgresBackup } from '../../lib/stores/postgres-backup';
import { EventBackend } from '../../lib/workloads/event-backend';
import { collectObjects } from '../../lib/emit/collected-object';
import { HelmChart } from '../../lib/emit/helm-chart';
import { templateFiles } from '../../lib/emit/template-files';
import { shop } from '../fixtures/manifests';

const image = { repository: 'registry.example.com/shop', tag: '1.0.0' };

function filesBelow(folder: string): string[] {
  const chart = shop();
  const postgres = new EmbeddedPostgres(chart, 'database', { password: { name: 'db', key: 'password' } });
  new PostgresBackup(postgres, 'backup', { name: 'backup', postgres, beforeUpgrade: true });
  const orders = new EventBackend(chart, 'orders', { image });
  orders.addVersion({ version: 'v2', image: { ...image, tag: '2.0.0' } });
  const { files } = new HelmChart(chart, { name: 'shop', version: '0.1.0', description: 'A shop' });
  return [...files.keys()].flatMap((file) => (file.startsWith(folder) ? [file.slice(folder.length)] : []));
}

test('a file for each object, several of one kind told apart by what they are called', () => {
  const files = filesBelow('templates/orders/');
  expect(files).toEqual(expect.arrayContaining(['deployment.yaml', 'deployment-v2.yaml', 'service.yaml']));
  expect(new Set(files).size).toBe(files.length);
});

test('what lies below a part and has kinds that the part has gets a folder', () => {
  expect(filesBelow('templates/database/backup/')).toEqual(
    expect.arrayContaining([
      'before-upgrade-job.yaml',
      'cronjob.yaml',
      'restore-cronjob.yaml',
      'serviceaccount.yaml',
      'volume-check-job.yaml',
    ]),
  );
  expect(filesBelow('templates/database/')).toContain('serviceaccount.yaml');
});

describe('parts of a system', () => {
  /** Where objects go that are named by their paths and kinds. */
  function filesOf(...objects: readonly (readonly [path: string, kind: string])[]): string[] {
    const chart = new Chart(new App(), 'shop');
    const scopes = new Map<string, Construct>();
    const scopeOf = (path: string): Construct => {
      const end = path.lastIndexOf('/');
      if (end === -1) return chart;
      const above = path.slice(0, end);
      const scope =
        scopes.get(above) ?? new Construct(scopeOf(above), above.slice(above.lastIndexOf('/') + 1));
      scopes.set(above, scope);
      return scope;
    };
    for (const [path, kind] of objects) {
      const id = path.slice(path.lastIndexOf('/') + 1);
      new ApiObject(scopeOf(path), id, { apiVersion: 'v1', kind, metadata: { name: 'x' } });
    }
    return [...templateFiles(chart, collectObjects(chart, 'chart')).keys()].map((file) =>
      file.replace('templates/', ''),
    );
  }

  test.each<[string, [string, string][], string[]]>([
    [
      'one object is a file',
      [
        ['Extra', 'ConfigMap'],
        ['b', 'Secret'],
      ],
      ['b.yaml', 'extra.yaml'],
    ],
    [
      'one that is called after its kind is spelt as that',
      [
        ['virtual-service', 'VirtualService'],
        ['ConfigMap', 'ConfigMap'],
      ],
      ['configmap.yaml', 'virtualservice.yaml'],
    ],
    [
      'several objects are a folder, with files called after their kinds',
      [
        ['api/a', 'Service'],
        ['api/b', 'PodDisruptionBudget'],
        ['api/c', 'HorizontalPodAutoscaler'],
        ['z', 'Secret'],
      ],
      ['api/hpa.yaml', 'api/pdb.yaml', 'api/service.yaml', 'z.yaml'],
    ],
    [
      'of one kind, they are called after their constructs',
      [
        ['api/reader', 'Role'],
        ['api/RoleOfWriter', 'Role'],
        ['api/my-role', 'Role'],
        ['z', 'Secret'],
      ],
      ['api/my-role.yaml', 'api/reader-role.yaml', 'api/role-of-writer.yaml', 'z.yaml'],
    ],
    [
      'what holds nothing but parts is passed by',
      [
        ['system/api/a', 'Service'],
        ['system/api/b', 'Role'],
        ['system/worker/a', 'Service'],
      ],
      ['api/role.yaml', 'api/service.yaml', 'worker.yaml'],
    ],
    [
      'what lies below a part is in its folder, unless it has kinds that the part has',
      [
        ['db/a', 'Service'],
        ['db/backup/b', 'Service'],
        ['db/backup/c', 'Job'],
        ['db/other/d', 'Secret'],
        ['z', 'Secret'],
      ],
      ['db/backup/job.yaml', 'db/backup/service.yaml', 'db/secret.yaml', 'db/service.yaml', 'z.yaml'],
    ],
    [
      'the one object of a construct is called after that',
      [
        ['db/reader/Resource', 'Role'],
        ['db/writer/Resource', 'Role'],
        ['z', 'Secret'],
      ],
      ['db/reader-role.yaml', 'db/writer-role.yaml', 'z.yaml'],
    ],
  ])('%s', (_what, objects, files) => {
    expect(filesOf(...objects)).toEqual(files);
  });
});
