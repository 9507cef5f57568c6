import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { gitHubWorkflows } from '../../lib/delivery/github-workflows';
import { WHOLE } from '../delivery/deliveries';
import { readWorkflow, type WorkflowStep } from '../delivery/workflow-faults';
import { temporaryFolder } from './support/temporary-folder';

const folder = temporaryFolder();
const HOSTILE = `a b'; touch evil #"$(touch evil)\`touch evil\` *`;

/** A step of a workflow, by its name. */
function stepOf(workflow: string, name: string, props = WHOLE): WorkflowStep {
  const text = gitHubWorkflows(props).find((file) => file.path.endsWith(`/${workflow}.yaml`))?.text ?? '';
  const steps = Object.values(readWorkflow(text).jobs).flatMap((job) => job.steps);
  const step = steps.find((one) => one.name === name);
  if (step === undefined) throw new Error(`${workflow}.yaml has no step '${name}'`);
  return step;
}

/** Programs that a script calls, as text for bash: each writes its words down, one a line, then runs. */
interface Programs {
  readonly [name: string]: string;
}

/** Runs a step as GitHub does, with programs of the test in place of the real ones. */
function run(step: WorkflowStep, programs: Programs, env: Readonly<Record<string, string>> = {}) {
  const place = mkdtempSync(path.join(folder, 'run-'));
  const bin = path.join(place, 'bin');
  mkdirSync(bin);
  for (const [name, body] of Object.entries(programs)) {
    const file = path.join(bin, name);
    writeFileSync(file, `#!/bin/bash\nprintf '%s\\n' '${name}' "$@" >> '${place}/calls'\n${body}\n`);
    chmodSync(file, 0o755);
  }
  for (const name of ['a', 'b']) {
    mkdirSync(path.join(place, 'images'), { recursive: true });
    writeFileSync(path.join(place, 'images', `${name}.yaml`), '');
  }
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''],
    {
      cwd: place,
      encoding: 'utf8',
      env: {
        PATH: `${bin}:/usr/bin:/bin`,
        RUNNER_TEMP: place,
        GITHUB_ENV: path.join(place, 'env'),
        GITHUB_REPOSITORY: 'example/events',
        ...step.env,
        ...env,
      },
    },
  );
  const calls = path.join(place, 'calls');
  return {
    status,
    output: stdout + stderr,
    words: existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : [],
    wrote: (file: string) =>
      existsSync(path.join(place, file)) ? readFileSync(path.join(place, file), 'utf8') : undefined,
  };
}

describe('an upgrade', () => {
  const step = stepOf('deliver', 'Upgrade the release');

  test('gives Helm the file of the environment, then the images that were built', () => {
    const { status, words } = run(step, { kubectl: '', helm: '' });
    expect(status).toBe(0);
    expect(words.slice(words.indexOf('helm'))).toEqual([
      ...[
        'helm',
        'upgrade',
        '--install',
        'event-system',
        './charts/event-backend',
        '--namespace',
        'event-system',
      ],
      ...['--values', 'environments/dev.yaml', '--values', 'images/a.yaml', '--values', 'images/b.yaml'],
      ...['--atomic', '--wait-for-jobs', '--timeout', '10m'],
    ]);
  });

  test.each(Object.keys(step.env ?? {}))('passes a hostile %s on as one word', (name) => {
    const { status, words, wrote } = run(step, { kubectl: '', helm: '' }, { [name]: HOSTILE });
    expect(status).toBe(0);
    expect(words.some((word) => word.includes(HOSTILE))).toBe(true);
    expect(wrote('evil')).toBeUndefined();
  });
});

describe('a roll back', () => {
  const step = stepOf('rollback', 'Roll back');

  test.each([
    ['0', 0],
    ['17', 0],
    ['', 1],
    ['-1', 1],
    ['1 --force', 1],
    [HOSTILE, 1],
  ])('to %j ends with %i', (revision, expected) => {
    const { status, words, wrote } = run(step, { helm: '' }, { REVISION: revision });
    expect(status).toBe(expected);
    expect(words.includes('rollback')).toBe(expected === 0);
    expect(wrote('evil')).toBeUndefined();
  });
});

describe('the way to the cluster', () => {
  const step = stepOf('deliver', 'Reach the cluster');

  test('is a file that nobody else reads, and no log shows it', () => {
    const { status, output, wrote } = run(step, {}, { KUBECONFIG_TEXT: 'users: [secret]' });
    expect([status, output]).toEqual([0, '']);
    expect(wrote('kubeconfig')).toBe('users: [secret]\n');
    expect(wrote('env')).toMatch(/^KUBECONFIG=.*\/kubeconfig\n$/);
  });

  test('is a program that asks GitHub for the identity of the run', () => {
    const identity = stepOf('deliver', 'Reach the cluster', { ...WHOLE, clusterAccess: 'identity' });
    const cluster = { SERVER: 'https://cluster.example.com', AUTHORITY: 'certificate' };
    const { status, words, wrote } = run(identity, { kubectl: '' }, cluster);
    expect(status).toBe(0);
    expect(words).toContain('--exec-command');
    expect(wrote('cluster/ca.pem')).toBe('certificate\n');
    const asked = run(
      { run: wrote('cluster/token') ?? '' },
      { curl: 'true', jq: 'true' },
      {
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token',
        ACTIONS_ID_TOKEN_REQUEST_URL: 'https://id.example.com/?v=1',
      },
    );
    expect(asked.words).toContain('https://id.example.com/?v=1&audience=kubernetes');
    expect(run(identity, { kubectl: '' }, { ...cluster, SERVER: '' }).output).toContain('CLUSTER_SERVER');
  });

  test('is missed by name', () => {
    const { status, output } = run(step, {}, { KUBECONFIG_TEXT: '' });
    expect(status).toBe(1);
    expect(output).toContain('the environment has no secret KUBECONFIG');
  });
});

// The row restaurant-smoke-tests: with host and scheme, by an IP or a name.
describe('a call from outside', () => {
  const step = stepOf('deliver', 'Call from outside');

  test.each(['203.0.113.7', 'lb.eu-central-1.example.com'])(
    'goes to %s under the host of the URL',
    (address) => {
      const { status, words } = run(step, { kubectl: `printf '%s' '${address}'`, curl: '' });
      expect(status).toBe(0);
      expect(words.filter((_, index) => words[index - 1] === '--connect-to')).toEqual([
        `::${address}:`,
        `::${address}:`,
      ]);
      expect(words.filter((word) => word.startsWith('http:'))).toEqual([
        'http://dev.events.example.com/health',
        'http://dev.events.example.com/api/v1/health',
      ]);
    },
  );

  test('fails where the gateway has no address, and where a path does not answer', () => {
    expect(run(step, { kubectl: '', curl: '' }).output).toContain('has no address yet');
    expect(run(step, { kubectl: 'echo 203.0.113.7', curl: 'exit 22' }).status).toBe(22);
  });
});

describe('a comment on a pull request', () => {
  const step = stepOf('difference', 'Comment');
  const gh = (pull: string, comments: string) => `case "$*" in
  *'/pulls '*) printf '%s' '${pull}' ;;
  *--paginate*) printf '%s' '${comments}' ;;
esac`;

  test.each([
    ['is written', '7', '', ['--method', 'POST', 'repos/example/events/issues/7/comments']],
    ['is rewritten', '7', '41\n42\n', ['--method', 'PATCH', 'repos/example/events/issues/comments/41']],
  ])('%s', (_name, pull, comments, expected) => {
    const { status, words } = run(step, { gh: gh(pull, comments) }, { HEAD_BRANCH: HOSTILE });
    expect(status).toBe(0);
    expect(words).toEqual(expect.arrayContaining([...expected, 'body=@comment.md']));
    expect(words.some((word) => word.endsWith(`:${HOSTILE}`))).toBe(true);
  });

  test('is left alone when the pull request has moved on', () => {
    const { status, output, words } = run(step, { gh: gh('', '') });
    expect([status, output]).toEqual([0, '::notice::the pull request is closed, or has moved on\n']);
    expect(words).not.toContain('body=@comment.md');
  });
});
