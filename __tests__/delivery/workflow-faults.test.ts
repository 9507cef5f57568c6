import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { gitHubWorkflows } from '../../lib/delivery/github-workflows';
import { DELIVERIES, WHOLE } from './deliveries';
import { workflowFaults } from './workflow-faults';

const own = path.join(__dirname, '../../.github/workflows');
const SHA = 'de0fac2e4500dabe0009e67214ff5f5447ce83dd';

describe('workflows have no fault', () => {
  test.each(readdirSync(own))('.github/workflows/%s', (file) => {
    expect(workflowFaults(readFileSync(path.join(own, file), 'utf8'))).toEqual([]);
  });

  test.each(DELIVERIES)('%s', (_name, props) => {
    expect(gitHubWorkflows(props).flatMap(({ text }) => workflowFaults(text))).toEqual([]);
  });
});

test('an action is the same commit everywhere', () => {
  const texts = [
    ...readdirSync(own).map((file) => readFileSync(path.join(own, file), 'utf8')),
    ...gitHubWorkflows(WHOLE).map(({ text }) => text),
  ];
  const used = new Set(
    texts.flatMap((text) => [...text.matchAll(/uses: (\S+ # \S+)$/gm)].map(([, use = '']) => use)),
  );
  const actions = [...used].map((use) => use.split('@')[0]);
  expect(actions.length).toBeGreaterThan(10);
  expect(actions.filter((action, index) => actions.indexOf(action) !== index)).toEqual([]);
});

describe('a fault is found', () => {
  const job = (steps: string, head = '    permissions: {}\n    timeout-minutes: 5\n') =>
    `name: x\non: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n${head}    steps:\n${steps}`.replace(
      'on: push',
      'on: { push: null }',
    );
  const step = '      - run: "true"\n';

  test.each<[string, string, string]>([
    [
      'permissions for all',
      job(step).replace('permissions: {}\njobs', 'permissions: write-all\njobs'),
      "permissions: the token may do what no job asks for, expected '{}'",
    ],
    [
      'pull_request_target',
      job(step).replace('push:', 'pull_request_target:'),
      'on: pull_request_target gives the secrets to the code of a pull request',
    ],
    [
      'a secret in a pull request',
      job('      - run: "true"\n        env: { A: "${{ secrets.A }}" }\n').replace('push:', 'pull_request:'),
      'on: a workflow of pull requests reads a secret',
    ],
    ['no permissions', job(step, '    timeout-minutes: 5\n'), 'a: does not say what its token may do'],
    ['no end', job(step, '    permissions: {}\n'), 'a: may run for six hours'],
    [
      'an expression in a script',
      job('      - run: echo "${{ github.event.issue.title }}"\n'),
      'a: an expression stands in a script, expected a variable',
    ],
    [
      'a tag',
      job('      - uses: docker/login-action@v3 # v3.5.0\n'),
      'a: docker/login-action@v3 is not pinned by its commit',
    ],
    [
      'no version',
      job(`      - uses: docker/login-action@${SHA}\n`),
      `a: docker/login-action@${SHA} does not say which version it is`,
    ],
    [
      'a token that stays',
      job(`      - uses: actions/checkout@${SHA} # v6.0.2\n`),
      'a: the token stays in the checked out folder',
    ],
    [
      'code of a pull request with a token',
      job(
        `      - uses: actions/checkout@${SHA} # v6.0.2\n        with: { ref: x, persist-credentials: false }\n`,
      ).replace('push:', 'workflow_run:'),
      'a: code of a pull request gets a token',
    ],
    [
      'a deployment that may be ended',
      job(
        step,
        '    permissions: {}\n    timeout-minutes: 5\n    environment: { name: prod }\n    concurrency: { group: x, cancel-in-progress: true }\n',
      ),
      'a: may be ended in the middle of a deployment',
    ],
  ])('%s', (_name, text, fault) => {
    expect(workflowFaults(text)).toEqual([fault]);
  });
});
