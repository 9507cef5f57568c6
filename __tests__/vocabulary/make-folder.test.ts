import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fs, { existsSync, statSync, symlinkSync } from 'node:fs';
import { makeFolder } from '../../lib/vocabulary/make-folder';
import { TemporaryFolder } from '../fixtures/temporary-folder';

let temporary: TemporaryFolder;
beforeEach(() => {
  temporary = new TemporaryFolder();
});
afterEach(() => {
  jest.restoreAllMocks();
  temporary.remove();
});

describe('a folder is made', () => {
  test.each(['a', 'a/b/c', 'a//b/./c/', 'there', 'link', 'link/a'])('as %s', (folder) => {
    temporary.write('there/x', 'precious');
    symlinkSync('there', temporary.at('link'));
    makeFolder(`${temporary.path}/${folder}`);
    expect(statSync(temporary.at(folder)).isDirectory()).toBe(true);
    expect(temporary.files).toEqual({ 'there/x': 'precious' });
  });

  test('by another process meanwhile', () => {
    const real = fs.mkdirSync;
    jest.spyOn(fs, 'mkdirSync').mockImplementation((folder) => {
      real(folder);
      real(folder);
      return undefined;
    });
    makeFolder(temporary.at('a/b'));
    expect(statSync(temporary.at('a/b')).isDirectory()).toBe(true);
  });
});

describe('no folder is made', () => {
  test.each([
    ['file', /^EEXIST/],
    ['file/a', /^ENOTDIR/],
    ['dangling', /^EEXIST/],
    ['dangling/a', /^EEXIST/],
    ['circle/a', /^ELOOP/],
    ['x'.repeat(300), /^ENAMETOOLONG/],
    [`${'x/'.repeat(2100)}x`, /^ENAMETOOLONG/],
  ])('as %s', (folder, message) => {
    temporary.write('file', '');
    symlinkSync('nowhere', temporary.at('dangling'));
    symlinkSync('circle', temporary.at('circle'));
    expect(() => {
      makeFolder(temporary.at(folder));
    }).toThrow(message);
    expect(existsSync(temporary.at('nowhere'))).toBe(false);
  });

  test.each(['no', 'no/such/folder'])('in one that calls every name unknown, as %s', (folder) => {
    const tried: string[] = [];
    jest.spyOn(fs, 'mkdirSync').mockImplementation((made) => {
      tried.push(String(made));
      throw Object.assign(new Error(`ENOENT: no such file or directory, mkdir '${String(made)}'`), {
        code: 'ENOENT',
        syscall: 'mkdir',
      });
    });
    expect(() => {
      makeFolder(temporary.at(folder));
    }).toThrow(`ENOENT: no such file or directory, mkdir '${temporary.at('no')}'`);
    expect(tried).toEqual([temporary.at('no')]);
  });
});
