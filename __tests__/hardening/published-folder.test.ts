import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fs, { existsSync, lstatSync, readdirSync, symlinkSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { publishFolder } from '../../lib/emit/publish-folder';
import { TemporaryFolder } from '../fixtures/temporary-folder';

const OLD = new Map([
  ['Chart.yaml', 'old'],
  ['templates/a.yaml', 'old'],
  ['gone.yaml', 'old'],
]);
const NEW = new Map([
  ['Chart.yaml', 'new'],
  ['templates/b.yaml', 'new'],
]);
const asFiles = (files: ReadonlyMap<string, string>, folder = 'charts/shop') =>
  Object.fromEntries([...files].map(([file, text]) => [`${folder}/${file}`, text]));

let temporary: TemporaryFolder;
let chart: string;
beforeEach(() => {
  temporary = new TemporaryFolder();
  chart = temporary.at('charts/shop');
  publishFolder(chart, OLD);
});
afterEach(() => {
  jest.restoreAllMocks();
  temporary.remove();
});
const siblings = () => readdirSync(temporary.at('charts'));

describe('a folder that is published', () => {
  test('holds the new files alone, and nothing is left beside it', () => {
    publishFolder(chart, NEW);
    expect(temporary.files).toEqual(asFiles(NEW));
    expect(siblings()).toEqual(['shop']);
  });

  test.each([
    ['writing', 'writeFileSync', 2],
    ['making a folder', 'mkdirSync', 2],
    ['copying what is kept', 'cpSync', 1],
    ['the first renaming', 'renameSync', 1],
    ['the second renaming', 'renameSync', 2],
  ] as const)('stays as it was when %s fails', (_, operation, call) => {
    temporary.write('charts/shop/charts/own.yaml', 'kept');
    const real = fs[operation] as (...args: unknown[]) => unknown;
    let calls = 0;
    jest.spyOn(fs, operation).mockImplementation(((...args: unknown[]) => {
      calls += 1;
      if (calls !== call) return real(...args);
      throw Object.assign(new Error(`ENOSPC: no space left on device, ${operation}`), {
        code: 'ENOSPC',
        syscall: operation,
      });
    }) as never);
    expect(() => {
      publishFolder(chart, NEW, ['charts']);
    }).toThrow(/ENOSPC: no space left on device/);
    expect(calls).toBeGreaterThanOrEqual(call);
    expect(temporary.files).toEqual({ ...asFiles(OLD), 'charts/shop/charts/own.yaml': 'kept' });
    expect(siblings()).toEqual(['shop']);
  });

  test.each([
    ['between the two renamings, and is written anew', NEW],
    ['between the two renamings, and is not written', undefined],
  ])('is brought back after a run that died %s', (_, files) => {
    fs.renameSync(chart, temporary.at(`charts/.shop.old-${hostname()}-4194304`));
    if (files) publishFolder(chart, files);
    else
      expect(() => {
        publishFolder(chart, new Map([['../x', '']]));
      }).toThrow(/lead out/);
    const left = files ?? OLD;
    if (files) expect(temporary.files).toEqual(asFiles(left));
    publishFolder(chart, left);
    expect(temporary.files).toEqual(asFiles(left));
    expect(siblings()).toEqual(['shop']);
  });

  test('loses what dead runs left beside it, even if it is the same; who lives keeps their own', () => {
    const left = [
      `.shop.new-${hostname()}-4194304`,
      `.shop.old-${hostname()}-4194304`,
      '.shop.new-elsewhere-1',
      '.shop.new-lately-1',
    ];
    for (const name of left) temporary.write(`charts/${name}/x`, '');
    utimesSync(temporary.at('charts/.shop.new-elsewhere-1'), 0, 0);
    const kept = [`.shop.new-${hostname()}-${process.ppid}`, '.shop.new-mine', '.shop.old-mine'];
    for (const name of kept) temporary.write(`charts/${name}/x`, '');
    publishFolder(chart, OLD);
    expect(siblings().sort()).toEqual([...kept, '.shop.new-lately-1', 'shop'].sort());
  });

  test('is not the same when a link stands in the place of a file', () => {
    temporary.write('elsewhere', 'old');
    fs.rmSync(path.join(chart, 'gone.yaml'));
    symlinkSync(temporary.at('elsewhere'), path.join(chart, 'gone.yaml'));
    publishFolder(chart, OLD);
    expect(lstatSync(path.join(chart, 'gone.yaml')).isFile()).toBe(true);
    expect(temporary.files['elsewhere']).toBe('old');
  });

  test('loses links and not what they lead to', () => {
    temporary.write('precious/x', 'precious');
    symlinkSync(temporary.at('precious'), path.join(chart, 'templates/precious'));
    symlinkSync('/nowhere', path.join(chart, 'nowhere'));
    publishFolder(chart, NEW, ['charts']);
    expect(temporary.files).toEqual({ ...asFiles(NEW), 'precious/x': 'precious' });
  });

  test('keeps a link that it is told to keep', () => {
    temporary.write('precious/x', 'precious');
    symlinkSync('../../precious', path.join(chart, 'charts'));
    publishFolder(chart, NEW, ['charts']);
    expect(fs.readlinkSync(path.join(chart, 'charts'))).toBe('../../precious');
  });

  test.each([
    ['a link', 'link', /'.*link' is a symbolic link, which replacing would cut/],
    ['a file', 'file', /'.*file' is a file; name a folder/],
    ['the working directory', process.cwd(), /contains the working directory/],
    ['what it is in', path.dirname(process.cwd()), /contains the working directory/],
    ['below a file', 'file/chart', /ENOTDIR|EEXIST/],
  ])('is never %s', (_, name, message) => {
    temporary.write('file', 'precious');
    symlinkSync(chart, temporary.at('link'));
    const folder = path.isAbsolute(name) ? name : temporary.at(name);
    expect(() => {
      publishFolder(folder, NEW);
    }).toThrow(message);
    expect(temporary.files).toEqual({ ...asFiles(OLD), file: 'precious' });
  });

  test.each(['../x', '/etc/x', 'templates/../../x', '', '.', 'a/..', 'a\u0000b'])(
    'gets no file %j',
    (file) => {
      expect(() => {
        publishFolder(chart, new Map([...NEW, [file, '']]));
      }).toThrow(/lead out of /);
      expect(temporary.files).toEqual(asFiles(OLD));
      expect(siblings()).toEqual(['shop']);
    },
  );

  test('is not half there when two files exclude each other', () => {
    expect(() => {
      publishFolder(
        chart,
        new Map([
          ['a', ''],
          ['a/b', ''],
        ]),
      );
    }).toThrow(/cannot write .*shop: E/);
    expect(temporary.files).toEqual(asFiles(OLD));
    expect(existsSync(path.join(chart, 'a'))).toBe(false);
  });
});
