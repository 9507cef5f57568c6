import { describe, expect, test } from '@jest/globals';
import { helperFiles } from '../../lib/emit/helper-files';

const lines = (count: number) => Array<string>(count).fill('x').join('\n');
const filesOf = (definitions: Record<string, string>, templates: string[] = []) =>
  helperFiles(new Map(Object.entries(definitions)), templates);

test('short helpers share a file: those that people look for first, then by name', () => {
  const files = filesOf({ zoo: 'z\n', labels: 'l\n', 'worker.image': 'i\n', fullname: 'f\n', apple: 'a\n' });
  expect([...files.keys()]).toEqual(['templates/_helpers.tpl']);
  expect(files.get('templates/_helpers.tpl')).toBe(
    [
      '{{/*\nName of the application in this release: objects are called after it.\n*/}}\nf\n',
      '{{/*\nLabels of objects and pods.\n*/}}\nl\n',
      '{{/*\nApple.\n*/}}\na\n',
      '{{/*\nImage of worker.\n*/}}\ni\n',
      '{{/*\nZoo.\n*/}}\nz\n',
    ].join('\n'),
  );
});

test.each([
  ['worker.givenEnv', 'Variables of the values file, in which the name of the release may stand: worker.'],
  ['api.worker.template', 'Pod template of worker of api.'],
  ['worker.dataOfQueue', 'Data of queue of worker.'],
  ['dataOfQueue', 'Data of queue.'],
  ['serviceAccountName', 'Name of the service account.'],
])('%s is explained', (name, comment) => {
  expect(filesOf({ [name]: 'x' }).get('templates/_helpers.tpl')).toBe(`{{/*\n${comment}\n*/}}\nx`);
});

describe('a helper of more than 40 lines has a file', () => {
  const templates = ['templates/worker/deployment.yaml', 'templates/worker/high-load/job.yaml', 'Chart.yaml'];
  test.each([
    ['of its own', 'configData', 'templates/_config-data.tpl'],
    ['in the folder of its part', 'worker.configData', 'templates/worker/_config-data.tpl'],
    ['in the deepest folder', 'worker.highLoad.env', 'templates/worker/high-load/_env.tpl'],
    ['in the folder above, where there is no other', 'worker.low.env', 'templates/worker/_low-env.tpl'],
    ['beside all, where the part has no folder', 'api.configData', 'templates/_api-config-data.tpl'],
  ])('%s', (_where, name, file) => {
    const files = filesOf({ [name]: lines(41), short: lines(40) }, templates);
    expect([...files.keys()].sort()).toEqual([file, 'templates/_helpers.tpl'].sort());
  });
});
