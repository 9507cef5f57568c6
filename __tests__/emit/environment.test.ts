import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { App, Chart } from 'cdk8s';
import { readEnvironments, type Environment } from '../../lib/emit/environment';
import { ChartValues } from '../../lib/values/chart-values';
import { constraintsOf, demand } from '../../lib/values/constraint';
import { less } from '../../lib/values/conditions';
import { ConfigError } from '../../lib/vocabulary/config-error';
import { TemporaryFolder } from '../fixtures/temporary-folder';

const values = new ChartValues();
const replicas = values.integer('replicas', { default: 1, minimum: 0, description: 'Pods' });
values.boolean('debug', { default: false, description: 'Debug' });
values.map<string>('labels', { default: { a: '1' }, values: { type: 'string' }, description: 'Labels' });
const chart = new Chart(new App(), 'orders');
demand(chart, less(replicas, 10), 'replicas must be less than 10; lower them');
const release = { name: 'shop', namespace: 'market' };
const metadata = { name: 'orders', version: '1.2.3', appVersion: '4.5' };

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => {
  folder.remove();
});
const read = (): Environment[] =>
  readEnvironments(folder.path, { values, constraints: constraintsOf(chart), release, chart: metadata });
/** The mistakes that are told, without the folder in which they are. */
const mistakes = (): string[] => {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message.replaceAll(`${folder.path}/`, '').split('\n');
  }
  return [];
};

describe('readEnvironments', () => {
  test('merges each file over the defaults', () => {
    folder.write('dev.yaml', '');
    folder.write('prod-eu.yaml', 'replicas: 3\nlabels: { a: null, b: "2" }\n');
    folder.write('README.md', '# Not an environment\n');
    folder.write('prod-eu.yaml.orig', 'replicas: 4\n');
    expect(read()).toEqual([
      {
        name: 'dev',
        file: folder.at('dev.yaml'),
        context: { values: values.defaults, release, chart: metadata },
      },
      {
        name: 'prod-eu',
        file: folder.at('prod-eu.yaml'),
        context: { values: { replicas: 3, debug: false, labels: { b: '2' } }, release, chart: metadata },
      },
    ]);
  });

  test('tells every mistake of every file at once', () => {
    folder.write('dev.yaml', 'replica: 1\ndebug: "no"\n');
    folder.write('good.yaml', 'replicas: 2\n');
    folder.write('prod.yaml', 'labels: [a]\nreplicas: -1\n');
    folder.write('staging.yaml', 'replicas: [\n');
    folder.write('test.yaml', '- replicas\n');
    expect(mistakes()).toEqual([
      "dev.yaml: replica: unknown key; did you mean 'replicas'?",
      'dev.yaml: debug: found "no", expected boolean',
      'prod.yaml: replicas: found -1, expected at least 0',
      'prod.yaml: labels: found ["a"], expected object',
      expect.stringMatching(/^staging\.yaml:2:1: ./),
      'test.yaml: holds a list, expected a map of values',
    ]);
  });

  test('checks constraints where the values are well formed', () => {
    folder.write('dev.yaml', 'replicas: 10\n');
    folder.write('prod.yaml', 'replicas: 11\ndebug: 1\n');
    expect(mistakes()).toEqual([
      'dev.yaml: replicas must be less than 10; lower them',
      'prod.yaml: debug: found 1, expected boolean',
    ]);
  });

  test.each(['chart', 'reports', 'files', 'examples'])(
    'fails for the name %s, which dist has otherwise',
    (name) => {
      folder.write(`${name}.yaml`, '');
      expect(mistakes()).toEqual([
        `${name}.yaml: '${name}' is no name for an environment: dist/${name}/ holds something else`,
      ]);
    },
  );

  test.each(['Prod', 'prod_eu', 'prod.eu', '-prod', 'prod-', '.prod'])('fails for the name %j', (name) => {
    folder.write(`${name}.yaml`, '');
    expect(mistakes()).toEqual([
      `${name}.yaml: '${name}' is no name for an environment: expected lower-case letters, digits and dashes`,
    ]);
  });

  test('fails for two files of one environment', () => {
    folder.write('dev.yaml', '');
    folder.write('dev.yml', '');
    expect(mistakes()).toEqual([
      "dev.yml: environment 'dev' is already that of dev.yaml; remove one of them",
    ]);
  });

  test('does not take what is no mistake of a user for one', () => {
    folder.write('prod.yaml/README.md', '');
    expect(read).toThrow(expect.objectContaining({ code: 'EISDIR' }));
  });

  test('fails for a folder without environments, and for none at all', () => {
    expect(mistakes()).toEqual([`${folder.path}: holds no environment, expected files such as prod.yaml`]);
    const nowhere = folder.at('nowhere');
    expect(() => readEnvironments(nowhere, { values, constraints: [], release, chart: metadata })).toThrow(
      `${nowhere}: there is no such folder, expected one with files such as prod.yaml`,
    );
  });
});
