import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ChartDependency } from '../../lib/emit/chart-metadata';
import { declareDependencyValues } from '../../lib/emit/dependency-values';
import { ChartValues } from '../../lib/values/chart-values';
import { configMap, helm, helmChart, templated } from '../helm-features/helm-command';
import { shop } from '../fixtures/manifests';
import { TemporaryFolder } from '../fixtures/temporary-folder';

function declaredFor(dependency: Partial<ChartDependency>, declare?: (values: ChartValues) => void) {
  const values = new ChartValues();
  declare?.(values);
  declareDependencyValues(values, [{ name: 'mysql', version: '1.0.0', ...dependency }]);
  return values.defaults;
}

test.each<[string, Partial<ChartDependency>, object]>([
  ['no condition', {}, { mysql: {} }],
  ['an alias', { alias: 'database' }, { database: {} }],
  ['a switch below its own key', { condition: 'mysql.enabled' }, { mysql: { enabled: true } }],
  ['a switch elsewhere', { condition: 'parts.mysql' }, { mysql: {}, parts: { mysql: true } }],
  ['a global switch', { condition: 'mysql.enabled, global.mysql.enabled' }, { mysql: { enabled: true } }],
  [
    'tags, which a default of the condition would silence',
    { condition: 'mysql.enabled', tags: ['sql'] },
    { mysql: {}, tags: {} },
  ],
  [
    'imported values',
    { importValues: ['data', { child: 'image', parent: 'shop.image' }] },
    { mysql: {}, shop: { image: {} } },
  ],
])('%s', (_what, dependency, expected) => {
  expect(declaredFor(dependency)).toEqual(expected);
});

test('what the program declares stays as it is', () => {
  const declare = (values: ChartValues) =>
    void values.at('mysql').boolean('enabled', { default: false, description: 'On' });
  expect(declaredFor({ condition: 'mysql.enabled' }, declare)).toEqual({ mysql: { enabled: false } });
});

test('two charts may be made of the same values', () => {
  const twice = (values: ChartValues) => {
    declareDependencyValues(values, [{ name: 'mysql', version: '1.0.0' }]);
  };
  expect(declaredFor({}, twice)).toEqual({ mysql: {} });
});

describe('in Helm', () => {
  const folder = new TemporaryFolder();
  const parent = folder.at('parent');
  beforeAll(() => {
    const chart = shop();
    const values = new ChartValues();
    values.boolean('enabled', { default: true, description: 'The switch of the parent' });
    const label = values.string('label', { default: 'none', description: 'Label' });
    configMap(chart, 'child', { label });
    helmChart(chart, { name: 'child', version: '1.0.0', values }).write(folder.at('child'));
    const dependency = {
      name: 'child',
      version: '1.0.0',
      repository: 'file://../child',
      condition: 'child.enabled',
    };
    const root = shop();
    configMap(root, 'parent', {});
    helmChart(root, { name: 'parent', version: '1.0.0', dependencies: [dependency] }).write(parent);
    helm('dependency', 'build', parent);
  });
  afterAll(() => {
    folder.remove();
  });
  const names = (set: string) =>
    templated(parent, '--set', set)
      .map(({ metadata }) => metadata.name)
      .sort();

  test('a dependency is configured and switched, and the rest stays closed', () => {
    expect(names('child.label=x,global.registry=y')).toEqual(['child', 'parent']);
    expect(names('child.enabled=false')).toEqual(['parent']);
    expect(() => names('chlid.enabled=false')).toThrow(/additional properties 'chlid'/);
  });
});
