import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { ChartDependency } from '../../lib/emit/chart-metadata';
import type { JsonObject } from '../../lib/vocabulary/json';
import { ChartValues } from '../../lib/values/chart-values';
import { and } from '../../lib/values/conditions';
import { format, RELEASE } from '../../lib/values/operators';
import { demand } from '../../lib/values/constraint';
import { shop } from '../fixtures/manifests';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { configMap, helm, helmChart, templated } from './helm-command';

const folder = new TemporaryFolder();
const text = { type: 'string', description: 'Text' } as const;

/** A chart that others bring along, with a ConfigMap called after itself that tells its values. */
function child(name: string, version: string): void {
  const chart = shop();
  const values = new ChartValues();
  const shared = values.map<string>('shared', { default: {}, values: text, description: 'Shared' });
  const replicas = values.integer('replicaCount', { default: 1, description: 'Pods' });
  const label = values.string('label', { default: 'none', description: 'Which one it is' });
  const image = values
    .at('image')
    .string('repository', { default: 'ghcr.io/kubenginx', description: 'Image' });
  values.object('exports', {
    default: { [`${name}Data`]: { [`${name}appInfo`]: { appName: 'kapp1' } } },
    description: 'For the parent',
  });
  const everywhere = values
    .at('global')
    .string('registry', { default: 'docker.io', description: 'Registry' });
  configMap(chart, name, { registry: everywhere, replicas: format`${replicas}`, label, image });
  configMap(chart, 'shared', shared);
  helmChart(chart, { name, version, values }).write(folder.at(`charts/${name}`));
}

/** A chart with dependencies, which are built; other values are free-form, as they are the children's. */
function parent(
  name: string,
  dependencies: readonly ChartDependency[],
  declare?: (chart: ReturnType<typeof shop>, values: ChartValues) => void,
): string {
  const chart = shop();
  const values = new ChartValues();
  const keys = new Set(dependencies.map((dependency) => dependency.alias ?? dependency.name));
  for (const key of keys) values.object(key, { default: {}, description: `Values of ${key}` });
  values.object('parts', { default: {}, description: 'Switches of one dependency each' });
  values.object('tags', { default: {}, description: 'Switches of dependencies' });
  configMap(chart, 'parent', { release: RELEASE.name });
  declare?.(chart, values);
  const written = folder.at(`charts/${name}`);
  helmChart(chart, { name, version: '0.1.0', values, dependencies }).write(written);
  helm('dependency', 'build', written);
  return written;
}

const dependency = (name: string, version: string, more: Partial<ChartDependency> = {}): ChartDependency => ({
  name,
  version,
  repository: `file://../${name}`,
  ...more,
});
const names = (objects: readonly { metadata: { name: string } }[]) =>
  objects.map(({ metadata }) => metadata.name).filter((name) => name !== 'shared');

beforeAll(() => {
  child('mychart1', '0.1.0');
  child('mychart2', '0.4.0');
  child('mychart4', '9.10.9');
});
afterAll(() => {
  folder.remove();
});

describe('helm-dependencies', () => {
  test.each([
    ['exact', '9.10.9'],
    ['between', '>= 9.10.8 < 9.11.0'],
    ['minor', '^9.10.1'],
    ['patch', '~9.10.1'],
  ])('%s %s is locked to the version that is there', (name, version) => {
    const chart = parent(name, [dependency('mychart4', version)]);
    const { dependencies } = load(readFileSync(`${chart}/Chart.lock`, 'utf8')) as { dependencies: unknown };
    expect(dependencies).toEqual([{ name: 'mychart4', repository: 'file://../mychart4', version: '9.10.9' }]);
    expect(() => helm('dependency', 'build', chart)).not.toThrow();
    expect(names(templated(chart)).sort()).toEqual(['mychart4', 'parent']);
  });

  test('a range without that version is refused', () => {
    expect(() => parent('outside', [dependency('mychart4', '< 9.10.8')])).toThrow(/< 9\.10\.8/);
  });

  test('one chart twice needs an alias', () => {
    const twice = [dependency('mychart4', '*'), dependency('mychart4', '*')];
    expect(() => parent('twice', twice)).toThrow("two dependencies are called 'mychart4'");
  });

  test('each alias has values of its own', () => {
    const aliases = ['childchart4dev', 'childchart4qa'];
    const chart = parent(
      'aliased',
      aliases.map((alias) => dependency('mychart4', '9.10.9', { alias })),
    );
    const set = ['--set', 'childchart4dev.label=dev,childchart4qa.label=qa'];
    const labels = templated(chart, ...set).flatMap(({ kind, data }) =>
      kind === 'ConfigMap' ? [(data as JsonObject)['label']] : [],
    );
    expect(labels.filter((label) => label !== undefined).sort()).toEqual(['dev', 'qa']);
  });
});

// The condition is a value of the parent's own: a default of the child under `<alias>.enabled` would count as set.
describe('helm-dependency-toggles', () => {
  let chart: string;
  beforeAll(() => {
    chart = parent('toggled', [
      dependency('mychart4', '9.10.9', {
        alias: 'childchart4',
        condition: 'parts.childchart4',
        tags: ['backend'],
      }),
    ]);
  });
  test.each([
    [undefined, undefined, true],
    [undefined, true, true],
    [undefined, false, false],
    [true, undefined, true],
    [true, true, true],
    [true, false, true],
    [false, undefined, false],
    [false, true, false],
    [false, false, false],
  ])('condition %s, tag %s: there is %s', (condition, tag, there) => {
    const set = [
      ...(condition === undefined ? [] : ['--set', `parts.childchart4=${condition}`]),
      ...(tag === undefined ? [] : ['--set', `tags.backend=${tag}`]),
    ];
    expect(names(templated(chart, ...set)).sort()).toEqual(there ? ['mychart4', 'parent'] : ['parent']);
  });
});

describe('helm-subchart-values', () => {
  test('only the child that is named changes', () => {
    const chart = parent('nested', [
      dependency('mychart1', '0.1.0'),
      dependency('mychart2', '0.4.0', { alias: 'second' }),
    ]);
    const replicas = (...set: string[]) =>
      Object.fromEntries(
        templated(chart, ...set).map(({ metadata, data }) => [
          metadata.name,
          (data as JsonObject | undefined)?.['replicas'],
        ]),
      );
    expect(replicas()).toMatchObject({ mychart1: '1', mychart2: '1' });
    expect(replicas('--set', 'second.replicaCount=3')).toMatchObject({ mychart1: '1', mychart2: '3' });
    expect(() => templated(chart, '--set', 'mychart2.replicaCount=3')).toThrow(
      /additional properties 'mychart2'/,
    );
    expect(() => templated(chart, '--set', 'second.replicas=3')).toThrow(/additional properties 'replicas'/);
    expect(replicas('--set', 'global.replicaCount=5')).toMatchObject({ mychart1: '1', mychart2: '1' });
  });

  test('a global value reaches the parent and every child', () => {
    const chart = parent(
      'global',
      [dependency('mychart1', '0.1.0'), dependency('mychart2', '0.4.0', { alias: 'second' })],
      (root, values) => {
        const options = { default: 'docker.io', description: 'Registry' };
        configMap(root, 'own', { registry: values.at('global').string('registry', options) });
      },
    );
    const registries = (...set: string[]) =>
      templated(chart, ...set).flatMap(({ metadata, data }) => {
        const { registry } = (data ?? {}) as JsonObject;
        return registry === undefined ? [] : [`${metadata.name} ${registry as string}`];
      });
    expect(registries().sort()).toEqual(['mychart1 docker.io', 'mychart2 docker.io', 'own docker.io']);
    expect(registries('--set', 'global.registry=ghcr.io').sort()).toEqual([
      'mychart1 ghcr.io',
      'mychart2 ghcr.io',
      'own ghcr.io',
    ]);
  });
});

describe('helm-import-values', () => {
  let chart: string;
  beforeAll(() => {
    const importValues = ['mychart1Data', { child: 'image', parent: 'mychart1image' }];
    chart = parent(
      'importing',
      [dependency('mychart1', '0.1.0', { condition: 'mychart1.enabled', importValues })],
      (root, values) => {
        const imported = (key: string) =>
          values.map<string>(key, { default: {}, values: text, description: key });
        const [info, image] = [imported('mychart1appInfo'), imported('mychart1image')];
        configMap(root, 'info', info);
        configMap(root, 'image', image);
        demand(root, and(info, image), 'the parent reads values of mychart1: mychart1.enabled must be true');
      },
    );
  });

  test('the parent sees what the child exports, and what is mapped', () => {
    const objects = templated(chart);
    const data = Object.fromEntries(objects.map((object) => [object.metadata.name, object['data']]));
    expect(data).toMatchObject({ info: { appName: 'kapp1' }, image: { repository: 'ghcr.io/kubenginx' } });
  });

  test('a child that is off is a named error', () => {
    expect(() => templated(chart, '--set', 'mychart1.enabled=false')).toThrow(
      'mychart1.enabled must be true',
    );
  });
});
