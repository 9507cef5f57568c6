import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { gitHubWorkflows } from '../../lib/delivery/github-workflows';
import { DELIVERIES, LEAST } from '../delivery/deliveries';
import { actionlint } from './support/delivery-tools';
import { program } from './support/programs';
import { temporaryFolder } from './support/temporary-folder';

const own = path.join(__dirname, '../../.github/workflows');

function lint(files: readonly string[]) {
  const args = ['-no-color', '-shellcheck', program('shellcheck'), '-pyflakes=', ...files];
  const { status, stdout, stderr } = spawnSync(actionlint(), args, { encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

const folder = temporaryFolder();

function lintTexts(texts: Readonly<Record<string, string>>) {
  const workflows = path.join(mkdtempSync(path.join(folder, 'repository-')), '.github/workflows');
  mkdirSync(workflows, { recursive: true });
  for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(workflows, name), text);
  return lint(Object.keys(texts).map((name) => path.join(workflows, name)));
}

describe('actionlint and shellcheck find nothing', () => {
  test('in the workflows of the project', () => {
    expect(lint(readdirSync(own).map((file) => path.join(own, file)))).toEqual({ status: 0, output: '' });
  });

  // The rows event-cicd and restaurant-cicd: the workflow passes a linter.
  test.each(DELIVERIES)('in %s', (_name, props) => {
    const files = gitHubWorkflows(props).map((file) => [path.basename(file.path), file.text] as const);
    expect(lintTexts(Object.fromEntries(files))).toEqual({ status: 0, output: '' });
  });
});

test('they do find what is wrong', () => {
  const text = gitHubWorkflows(LEAST).find((file) => file.path.endsWith('/deliver.yaml'))?.text ?? '';
  const { status, output } = lintTexts({
    'deliver.yaml': text.replace('npm ci', 'cd $1').replace('runs-on: ubuntu-24.04', 'runs-on: ubuntu-1.0'),
  });
  expect(status).toBe(1);
  expect(output).toContain('SC2086');
  expect(output).toContain('ubuntu-1.0');
});
