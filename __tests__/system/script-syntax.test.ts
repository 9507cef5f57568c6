import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { carriedScripts } from './support/carried-scripts';
import { program } from './support/programs';

const feed = (name: 'shellcheck' | 'dash' | 'busybox', args: readonly string[], text: string) => {
  const { status, stdout, stderr } = spawnSync(program(name), args, { input: text, encoding: 'utf8' });
  return { status, output: stdout + stderr };
};
const clean = { status: 0, output: '' };

describe.each(carriedScripts())('$name', ({ text }) => {
  test('passes shellcheck as POSIX sh', () => {
    expect(feed('shellcheck', ['--shell=sh', '--severity=warning', '-'], text)).toEqual(clean);
  });

  test('parses in dash and in busybox', () => {
    expect(feed('dash', ['-n'], text)).toEqual(clean);
    expect(feed('busybox', ['sh', '-n'], text)).toEqual(clean);
  });
});

test('shellcheck does find what is wrong', () => {
  const { status, output } = feed(
    'shellcheck',
    ['--shell=sh', '--severity=warning', '-'],
    'cd $1; local x=1\n',
  );
  expect(status).toBe(1);
  expect(output).toContain('SC3043');
});
