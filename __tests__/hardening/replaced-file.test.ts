import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { execFile, execFileSync } from 'node:child_process';
import fs, { chmodSync, lstatSync, readdirSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { replaceFile } from '../../lib/vocabulary/replace-file';
import { siblingOf } from '../../lib/vocabulary/siblings';
import { TemporaryFolder } from '../fixtures/temporary-folder';

let temporary: TemporaryFolder;
let page: string;
beforeEach(() => {
  temporary = new TemporaryFolder();
  temporary.write('pages/page.html', 'old');
  page = temporary.at('pages/page.html');
});
afterEach(() => {
  jest.restoreAllMocks();
  temporary.remove();
});
const pages = () => readdirSync(temporary.at('pages'));

function failing(operation: 'accessSync' | 'chmodSync' | 'renameSync' | 'writeFileSync', half = ''): void {
  const real = fs[operation] as (...args: unknown[]) => unknown;
  jest.spyOn(fs, operation).mockImplementationOnce(((file: string) => {
    if (half) real(file, half);
    throw new Error(`ENOSPC: no space left on device, ${operation}`);
  }) as never);
}

describe('a file that is replaced', () => {
  test('holds the new text, and nothing is left beside it', () => {
    replaceFile(page, 'new');
    replaceFile(temporary.at('pages/another'), 'new');
    expect(temporary.files).toEqual({ 'pages/page.html': 'new', 'pages/another': 'new' });
    expect(pages().sort()).toEqual(['another', 'page.html']);
  });

  test('holds the old text until the new one is there whole', () => {
    const seen: unknown[] = [];
    const rename = fs.renameSync;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      seen.push(fs.readFileSync(page, 'utf8'), fs.readFileSync(from, 'utf8'));
      rename(from, to);
    });
    replaceFile(page, 'new');
    expect(seen).toEqual(['old', 'new']);
  });

  test.each([
    ['it may not be written to', 'accessSync', undefined],
    ['the disk is full', 'writeFileSync', 'ne'],
    ['its permissions cannot be given', 'chmodSync', undefined],
    ['it cannot be renamed', 'renameSync', undefined],
  ] as const)('stays as it was when %s', (_, operation, half) => {
    failing(operation, half);
    expect(() => {
      replaceFile(page, 'new');
    }).toThrow(`ENOSPC: no space left on device, ${operation}`);
    expect(temporary.files).toEqual({ 'pages/page.html': 'old' });
    expect(pages()).toEqual(['page.html']);
  });

  test.each([0o600, 0o644, 0o755, 0o660])('keeps its permissions', (mode) => {
    chmodSync(page, mode);
    replaceFile(page, 'new');
    expect(statSync(page).mode & 0o777).toBe(mode);
  });

  test.each([
    ['a link', ['pages/page.html'], 'pages/page.html'],
    ['a link over links', ['link-1', 'pages/page.html'], 'pages/page.html'],
    ['a link to a file that is not there yet', ['pages/none.html'], 'pages/none.html'],
    ['a link in a folder that is a link', ['linked/../pages/page.html'], 'pages/page.html'],
  ])('is found over %s, which stays', (_, links, found) => {
    symlinkSync('pages', temporary.at('linked'));
    for (const [index, to] of links.entries()) symlinkSync(to, temporary.at(`link-${index}`));
    replaceFile(temporary.at('link-0'), 'new');
    expect(temporary.files).toEqual({ 'pages/page.html': 'old', [found]: 'new' });
    expect(lstatSync(temporary.at('link-0')).isSymbolicLink()).toBe(true);
  });

  test('is found from a link whose folder is reached over a link', () => {
    temporary.write('far/away/x', '');
    symlinkSync('far/away', temporary.at('near'));
    symlinkSync('../page.html', temporary.at('far/away/link'));
    replaceFile(temporary.at('near/link'), 'new');
    expect(temporary.files).toMatchObject({ 'far/page.html': 'new' });
  });

  test('loses what dead runs left beside it; a run that lives keeps its own', () => {
    const dead = [`-${hostname()}-4194304`, '-elsewhere-1', `-${hostname()}-${process.pid}`];
    for (const end of dead) temporary.write(`pages/.page.html.new${end}`, '');
    utimesSync(temporary.at('pages/.page.html.new-elsewhere-1'), 0, 0);
    const kept = [
      `.page.html.new-${hostname()}-${process.ppid}`,
      '.page.html.new-lately-1',
      '.page.html.new-mine',
    ];
    for (const name of kept) temporary.write(`pages/${name}`, '');
    replaceFile(page, 'new');
    expect(pages().sort()).toEqual([...kept, 'page.html'].sort());
  });

  test('is not written over a link that somebody has put in the way', () => {
    temporary.write('precious', 'precious');
    const remove = fs.rmSync;
    symlinkSync(temporary.at('precious'), siblingOf(page, 'new'));
    jest
      .spyOn(fs, 'rmSync')
      .mockImplementationOnce(() => undefined)
      .mockImplementation(remove);
    expect(() => {
      replaceFile(page, 'new');
    }).toThrow(/^EEXIST/);
    expect(temporary.files).toEqual({ 'pages/page.html': 'old', precious: 'precious' });
  });
});

describe('what is no file', () => {
  test.each([
    ['a folder', 'pages', /^EISDIR/],
    ['a circle of links', 'circle', /^ELOOP/],
    ['below a file', 'pages/page.html/x', /^ENOTDIR/],
    ['in no folder', 'no/page.html', /^ENOENT/],
    ['too long', 'x'.repeat(5000), /^ENAMETOOLONG/],
  ])('stays: %s', (_, place, message) => {
    symlinkSync('circle', temporary.at('circle'));
    expect(() => {
      replaceFile(temporary.at(place), 'new');
    }).toThrow(message);
    expect(temporary.files).toEqual({ 'pages/page.html': 'old' });
    expect(readdirSync(temporary.path).sort()).toEqual(['circle', 'pages']);
  });

  test('is written to: a pipe', async () => {
    execFileSync('mkfifo', [temporary.at('pipe')]);
    const reader = promisify(execFile)('cat', [temporary.at('pipe')]);
    replaceFile(temporary.at('pipe'), 'new');
    expect((await reader).stdout).toBe('new');
    expect(lstatSync(temporary.at('pipe')).isFIFO()).toBe(true);
  });
});
