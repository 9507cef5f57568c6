import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart } from 'cdk8s';
import { writeDist, type DistOptions } from '../../lib/emit/dist';
import type { PlainManifest } from '../../lib/emit/plain-manifests';
import { Bindings } from '../../lib/values/bindings';
import { ChartValues } from '../../lib/values/chart-values';
import { adviseAgainst } from '../../lib/values/constraint';
import { includeOnlyIn } from '../../lib/values/inclusion';
import { format, RELEASE, when } from '../../lib/values/operators';
import { ConfigError } from '../../lib/vocabulary/config-error';
import { TemporaryFolder } from '../fixtures/temporary-folder';

const values = new ChartValues();
const replicas = values.integer('replicas', { default: 1, minimum: 0, description: 'Pods' });
const password = values.string('password', { default: '', description: 'Deprecated' });
const chart = new Chart(new App(), 'orders');
const deployment = new ApiObject(chart, 'api', { apiVersion: 'apps/v1', kind: 'Deployment' });
new Bindings<{ metadata: { name: string }; spec: { replicas: number } }>(deployment)
  .set((o) => o.metadata.name, format`${RELEASE.name}-api`)
  .set((o) => o.spec.replicas, replicas);
new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' } });
const secret = new ApiObject(chart, 'secret', {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'api' },
});
includeOnlyIn(secret, 'chart');
adviseAgainst(deployment, password, 'passwords in values files are readable; use a Secret');

let folder: TemporaryFolder;
let options: DistOptions;
beforeEach(() => {
  folder = new TemporaryFolder();
  options = {
    root: chart,
    values,
    environments: folder.at('environments'),
    output: folder.at('dist'),
    release: { name: 'shop', namespace: 'market' },
    chart: { name: 'orders', version: '1.0.0', appVersion: '1.0.0' },
    requirements: [
      when(replicas, {
        kind: 'Secret',
        name: format`${RELEASE.name}-db`,
        namespace: RELEASE.namespace,
        keys: ['USER', 'PASSWORD'],
      }),
    ] as DistOptions['requirements'] & object,
  };
});
afterEach(() => {
  folder.remove();
});
const dist = () =>
  Object.fromEntries(
    Object.entries(folder.files)
      .filter(([file]) => file.startsWith('dist/'))
      .map(([file, text]) => [file.slice(5), text]),
  );

describe('writeDist', () => {
  test('writes nothing when an environment is judged to be wrong, and names them all', () => {
    folder.write('environments/dev.yaml', 'replicas: 1');
    folder.write('environments/prod.yaml', 'replicas: 2');
    const judge = (manifests: readonly PlainManifest[]) =>
      manifests
        .filter(({ manifest }) => manifest['kind'] === 'Deployment')
        .map(({ constructPath }) => `${constructPath} is wrong`);
    expect(() => writeDist({ ...options, judge })).toThrow(
      new ConfigError(
        'verdict',
        undefined,
        [
          `${folder.at('environments/dev.yaml')}: orders/api is wrong`,
          `${folder.at('environments/prod.yaml')}: orders/api is wrong`,
        ].join('\n'),
      ),
    );
    expect(dist()).toEqual({});
  });

  test('writes files beside the manifests, made of the environments', () => {
    folder.write('environments/dev.yaml', '');
    folder.write('environments/prod.yaml', 'replicas: 3\n');
    writeDist({
      ...options,
      files: (environments) =>
        environments.map(({ name, context }) => ({
          path: `${name}/values.yaml`,
          text: `replicas: ${JSON.stringify(context.values?.['replicas'])}\n`,
        })),
    });
    expect(dist()['files/dev/values.yaml']).toBe('replicas: 1\n');
    expect(dist()['files/prod/values.yaml']).toBe('replicas: 3\n');
  });

  test.each(['../prod/60-workloads.yaml', '/etc/passwd', 'a/../../b', ''])(
    "writes nothing when a file beside the manifests is '%s'",
    (file) => {
      folder.write('environments/dev.yaml', '');
      expect(() => writeDist({ ...options, files: () => [{ path: file, text: '' }] })).toThrow(
        new ConfigError(
          'file-outside',
          undefined,
          `${file || '(none)'}: lead out of ${folder.at('dist/files')}; give paths within it`,
        ),
      );
      expect(dist()).toEqual({});
    },
  );

  test('writes the objects of plain manifests for every environment', () => {
    folder.write('environments/dev.yaml', '');
    folder.write('environments/prod.yaml', 'replicas: 3\n');
    writeDist(options);
    expect(Object.keys(dist())).toEqual([
      'dev/40-network.yaml',
      'dev/60-workloads.yaml',
      'prod/40-network.yaml',
      'prod/60-workloads.yaml',
      'reports/dev/requires.yaml',
      'reports/prod/requires.yaml',
    ]);
    expect(dist()['prod/60-workloads.yaml']).toBe(
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop-api\nspec:\n  replicas: 3\n',
    );
  });

  test('lists what each environment requires, and says how to make it', () => {
    folder.write('environments/dev.yaml', 'replicas: 0\n');
    folder.write('environments/prod.yaml', '');
    expect(writeDist(options)).toEqual([
      'prod requires the Secret shop-db: kubectl --namespace market create secret generic shop-db ' +
        '--from-literal=USER="$(openssl rand -hex 24)" --from-literal=PASSWORD="$(openssl rand -hex 24)"',
    ]);
    expect(dist()['reports/dev/requires.yaml']).toBe('requires: []\n');
    expect(dist()['reports/prod/requires.yaml']).toBe(
      [
        ...['requires:', '  - kind: Secret', '    name: shop-db', '    namespace: market', '    keys:'],
        ...['      - USER', '      - PASSWORD', ''],
      ].join('\n'),
    );
  });

  test('writes no reports for a tree without requirements', () => {
    folder.write('environments/dev.yaml', '');
    const { requirements, ...without } = options;
    expect(requirements).toBeDefined();
    writeDist(without);
    expect(Object.keys(dist())).toEqual(['dev/40-network.yaml', 'dev/60-workloads.yaml']);
  });

  test('warns where an environment does what is advised against, without telling the value', () => {
    folder.write('environments/dev.yaml', 'replicas: 0\npassword: hunter2\n');
    folder.write('environments/prod.yaml', 'replicas: 0\n');
    expect(writeDist(options)).toEqual([
      `${folder.at('environments/dev.yaml')}: warning: passwords in values files are readable; use a Secret`,
    ]);
    expect(JSON.stringify(dist())).not.toContain('hunter2');
  });

  test('writes nothing when one environment of several is invalid', () => {
    folder.write('environments/dev.yaml', '');
    folder.write('environments/prod.yaml', 'replicas: -1\n');
    expect(() => writeDist(options)).toThrow(/prod\.yaml: replicas: found -1, expected at least 0$/);
    expect(dist()).toEqual({});
  });

  test('leaves dist as it was when an environment is invalid', () => {
    folder.write('environments/dev.yaml', '');
    writeDist(options);
    const before = dist();
    folder.write('environments/dev.yaml', 'replicas: 5\n');
    folder.write('environments/prod.yaml', 'replica: 1\n');
    expect(() => writeDist(options)).toThrow(/unknown key/);
    expect(dist()).toEqual(before);
  });

  test('writes the same bytes again', () => {
    folder.write('environments/dev.yaml', 'replicas: 2\n');
    writeDist(options);
    const before = dist();
    writeDist(options);
    expect(dist()).toEqual(before);
  });
});
