import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended, Sandbox, type Outcome } from '../cli/sandbox';

// Each test synthesises the whole system several times, as processes of their own.
jest.setTimeout(180_000);

const root = path.resolve(__dirname, '../..');
const program = `${process.execPath} ${root}/scripts/fresh.mjs ${root}/main.ts`;
const ARGS = ['synth', '--app', program, '--output', 'out/dist'];

let sandbox: Sandbox;
let mounted: string[];
beforeEach(() => {
  mounted = [];
  sandbox = new Sandbox();
  cpSync(path.join(root, 'environments'), path.join(sandbox.folder, 'environments'), { recursive: true });
});
afterEach(() => {
  for (const folder of mounted) execFileSync('umount', [folder]);
  sandbox.remove();
});

/** A disk of its own at a folder of the sandbox. */
function mount(folder: string, options: string): string {
  const absolute = path.join(sandbox.folder, folder);
  mkdirSync(absolute, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', absolute]);
  mounted.push(absolute);
  return absolute;
}

/** What a reader finds: the manifests and the chart, with nothing beside them. */
function results(): { readonly dist: Record<string, string>; readonly chart: Record<string, string> } {
  expect(sandbox.list('out')).toEqual(['dist']);
  expect(sandbox.list('charts')).toEqual(['event-backend']);
  return { dist: sandbox.read('out/dist'), chart: sandbox.read('charts/event-backend') };
}

async function synthesised(): Promise<ReturnType<typeof results>> {
  expect(await sandbox.run(ARGS)).toMatchObject({ exitCode: 0, signal: null });
  return results();
}

function expectRefusal({ exitCode, stderr }: Outcome, message: RegExp): void {
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n {4}at /);
  expect(exitCode).toBe(1);
}

/** Another result than that of the environments as they are. */
function changeEnvironment(): void {
  sandbox.write('environments/dev.yaml', 'replicaCount: { backend: 7 }\n');
}

describe('the last good output stays whole', () => {
  test('when the disk of the manifests is full, and the next run succeeds', async () => {
    mount('out', 'size=4m');
    const before = await synthesised();
    changeEnvironment();
    execFileSync('bash', ['-c', 'dd if=/dev/zero of=out/filler bs=4096 2>/dev/null || true'], {
      cwd: sandbox.folder,
    });
    expectRefusal(await sandbox.run(ARGS), /ENOSPC: no space left on device/);
    execFileSync('rm', ['out/filler'], { cwd: sandbox.folder });
    expect(results()).toEqual(before);
    expect((await synthesised()).dist).not.toEqual(before.dist);
  });

  test('when the disk of the chart is full', async () => {
    mount('charts', 'size=4m');
    const before = await synthesised();
    sandbox.write('charts/event-backend/values.yaml', 'changed by hand\n');
    const chart = sandbox.read('charts/event-backend');
    execFileSync('bash', ['-c', 'dd if=/dev/zero of=charts/filler bs=4096 2>/dev/null || true'], {
      cwd: sandbox.folder,
    });
    expectRefusal(await sandbox.run(ARGS), /cannot write charts\/event-backend: ENOSPC.*it is as it was/);
    execFileSync('rm', ['charts/filler'], { cwd: sandbox.folder });
    expect(results()).toEqual({ ...before, chart });
    expect(await synthesised()).toEqual(before);
  });

  test.each([
    ['out', /EROFS: read-only file system/],
    ['charts', /EROFS: read-only file system/],
  ])('when the folder %s may not be written to', async (folder, message) => {
    const absolute = mount(folder, 'size=4m');
    const before = await synthesised();
    changeEnvironment();
    if (folder === 'charts') sandbox.write('charts/event-backend/values.yaml', 'changed by hand\n');
    const changed = { ...before, chart: sandbox.read('charts/event-backend') };
    execFileSync('mount', ['-o', 'remount,ro', absolute]);
    expectRefusal(await sandbox.run(ARGS), message);
    expect(results()).toEqual(changed);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'when %s ends a run at any moment, and the next one tidies up',
    async (signal) => {
      const before = await synthesised();
      for (const milliseconds of [50, 400, 900, 1500]) {
        changeEnvironment();
        const run = sandbox.start(ARGS);
        const outcome = ended(run);
        await sleep(milliseconds);
        run.kill(signal);
        await outcome;
        // An app that outlives its killed synth goes on in a folder that nobody publishes.
        if (signal === 'SIGKILL') await sleep(3000);
        const dist = existsSync(path.join(sandbox.folder, 'out/dist'))
          ? sandbox.read('out/dist')
          : before.dist;
        expect([Object.keys(before.dist), sandbox.read('charts/event-backend')]).toEqual([
          Object.keys(dist),
          before.chart,
        ]);
      }
      cpSync(path.join(root, 'environments'), path.join(sandbox.folder, 'environments'), { recursive: true });
      expect(await synthesised()).toEqual(before);
    },
  );
});

test('of two runs at once each ends well, and one result is there whole', async () => {
  const before = await synthesised();
  const outcomes = await Promise.all([sandbox.run(ARGS), sandbox.run(ARGS), sandbox.run(ARGS)]);
  expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  expect(results()).toEqual(before);
});
