import { describe, expect, test } from '@jest/globals';
import { statSync } from 'node:fs';
import { App, ApiObject, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { HelmChart, type HelmChartProps } from '../../lib/emit/helm-chart';
import { ChartOnlyObject } from '../../lib/values/chart-only-object';
import { ChartValues } from '../../lib/values/chart-values';
import { INSTALLATION, RELEASE, exists, format, keptPassword, when } from '../../lib/values/operators';
import { deferred } from '../../lib/values/chart-value';
import { expressionOf } from '../../lib/values/expression';
import { evaluate } from '../../lib/values/evaluate';
import { renderedObjects, renderedText } from '../fixtures/rendered-chart';
import { TemporaryFolder } from '../fixtures/temporary-folder';

const METADATA = { name: 'shop', version: '1.2.3', description: 'A shop' };
const CONTEXT = {
  release: { name: 'shop', namespace: 'market' },
  chart: { name: 'shop', version: '1.2.3', appVersion: '1.2.3' },
};

/** A chart of plain cdk8s objects, without any value. */
function plainCdk8sChart(): Chart {
  const chart = new Chart(new App(), 'shop');
  const api = new Construct(chart, 'api');
  for (const kind of ['Service', 'PodDisruptionBudget']) {
    new ApiObject(api, kind, { apiVersion: 'v1', kind, metadata: { name: 'api' } });
  }
  new ApiObject(new Construct(chart, 'Settings'), 'Map', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings' },
    data: { braces: '{{ as written }}' },
  });
  return chart;
}

describe('a chart of plain cdk8s objects', () => {
  const { files } = new HelmChart(plainCdk8sChart(), METADATA);

  test('has the files that people look for', () => {
    expect([...files.keys()].sort()).toEqual([
      '.helmignore',
      'Chart.yaml',
      'README.md',
      'templates/_helpers.tpl',
      'templates/api/pdb.yaml',
      'templates/api/service.yaml',
      'templates/settings.yaml',
      'values.schema.json',
      'values.yaml',
    ]);
  });

  test('gives its objects, texts unchanged', () => {
    expect(
      renderedObjects(files)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['ConfigMap', 'PodDisruptionBudget', 'Service']);
    expect(renderedText(files)).toContain('{{ as written }}');
  });
});

test('metadata that Helm would refuse is refused, all of it at once', () => {
  const dependency = { name: 'mysql', version: '^9.10.1', repository: 'https://charts.example.com' };
  const chart = { ...METADATA, name: 'My Shop', version: '1', dependencies: [dependency, dependency] };
  expect(() => new HelmChart(plainCdk8sChart(), chart)).toThrow(
    /'My Shop' is no name for a chart.*\n'1' is no version.*\ntwo dependencies are called 'mysql'/,
  );
});

describe('what only a chart has', () => {
  function chartWithSecret() {
    const chart = new Chart(new App(), 'shop');
    const secret = { namespace: RELEASE.namespace, name: format`${RELEASE.name}-key`, key: 'password' };
    new ChartOnlyObject(chart, 'secret', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secret.name },
      data: { password: keptPassword(secret, 24) },
    });
    return chart;
  }

  test('is in no other synthesis', () => {
    expect(Testing.synth(chartWithSecret())).toEqual([]);
  });

  test('is a password of letters and digits', () => {
    const [secret] = renderedObjects(new HelmChart(chartWithSecret(), METADATA).files);
    const { password } = secret?.['data'] as { password: string };
    expect(Buffer.from(password, 'base64').toString()).toMatch(/^[A-Za-z0-9]{24}$/);
  });

  test.each([
    ['an upgrade', INSTALLATION.isUpgrade],
    ['a kept password', keptPassword({ namespace: 'a', name: 'b', key: 'c' })],
    ['an object of the cluster', exists('v1', 'Secret', { namespace: 'a', name: 'b' })],
  ])('%s cannot be evaluated without Helm', (_what, value) => {
    expect(() => evaluate(deferred(expressionOf(value)), CONTEXT)).toThrow(/is known to Helm only/);
  });
});

test('notes are lines of text, some of them under a condition', () => {
  const values = new ChartValues();
  const verbose = values.boolean('verbose', { default: false, description: 'Says more' });
  const { files } = new HelmChart(plainCdk8sChart(), {
    ...METADATA,
    values,
    notes: [format`Installed as ${RELEASE.name}.`, when(verbose, ['', 'Braces {{ stay }}.']), undefined],
  });
  expect(files.get('templates/NOTES.txt')).toMatchInlineSnapshot(`
   "Installed as {{ .Release.Name }}.
   {{- if .Values.verbose }}

   Braces {{ "{{" }} stay }}.
   {{- end }}
   "
  `);
});

describe('writing', () => {
  const write = (folder: string, props: Partial<HelmChartProps> = {}) => {
    new HelmChart(plainCdk8sChart(), { ...METADATA, ...props }).write(folder);
  };

  test('leaves out what is gone, and keeps what helm dependency made', () => {
    const folder = new TemporaryFolder();
    folder.write('shop/charts/mysql-9.tgz', 'x');
    folder.write('shop/templates/gone.yaml', 'x');
    write(folder.at('shop'));
    const { files } = folder;
    folder.remove();
    expect(Object.keys(files)).toContain('shop/charts/mysql-9.tgz');
    expect(Object.keys(files)).not.toContain('shop/templates/gone.yaml');
    expect(Object.keys(files).filter((file) => !file.startsWith('shop/'))).toEqual([]);
  });

  test('does not touch a folder that is like it already', () => {
    const folder = new TemporaryFolder();
    const inodes = [{}, {}, { version: '1.2.4' }].map((props) => {
      write(folder.at('shop'), props);
      return statSync(folder.at('shop')).ino;
    });
    folder.remove();
    expect(inodes[1]).toBe(inodes[0]);
    expect(inodes[2]).not.toBe(inodes[0]);
  });

  test('refuses a file outside of the folder, and writes nothing', () => {
    const folder = new TemporaryFolder();
    expect(() => {
      write(folder.at('shop'), { extraFiles: { '../passwd': 'x', 'a/../../b': 'y' } });
    }).toThrow(/\.\.\/passwd, a\/\.\.\/\.\.\/b: lead out of/);
    expect(folder.files).toEqual({});
    folder.remove();
  });
});
