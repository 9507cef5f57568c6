import { readFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { TemporaryFolder } from '../fixtures/temporary-folder';
import { findHelm } from '../helm/helm';
import { appliedByHand, guideChart } from './guide-chart';
import { clusterEnvironment, kubectl } from './kubectl';
import { title, type Manifest } from './manifests';
import { recordedRelease, recordedValues, writePreviousChart, writeStaticChart } from './previous-chart';
import { findPrograms, projectRoot } from './programs';
import { chart, helm, objectsOf } from './releases';
import { waitForRollout, warningEvents } from './rollout';
import { runProgram } from './run-program';

const folder = new TemporaryFolder();
const namespaces = [recordedRelease.namespace, 'event-system'];

interface Identified extends Manifest {
  readonly metadata: Manifest['metadata'] & { readonly uid: string };
}

/** The objects of the kinds by title, with what tells an object from a later one of its name. */
const identities = async (namespace: string, kinds: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await objectsOf<Identified>(namespace, kinds)).map((object) => [title(object), object.metadata.uid]),
  );

beforeAll(async () => {
  for (const namespace of namespaces) await kubectl(['create', 'namespace', namespace]);
});

afterAll(async () => {
  await kubectl(['delete', 'namespace', ...namespaces, '--timeout=90s']);
  // Those of other tests may count the volumes of the cluster.
  await kubectl(['wait', '--for=delete', 'persistentvolumes', '--all', '--timeout=30s']);
  folder.remove();
});

describe('from the chart that was released last', () => {
  const { name, namespace } = recordedRelease;

  test('an upgrade touches no immutable field, and keeps what holds data', async () => {
    writePreviousChart(folder.at('previous'));
    await helm(namespace, 'install', name, folder.at('previous'));
    await waitForRollout(namespace);
    const kept = 'statefulsets,deployments,persistentvolumeclaims,services';
    const before = await identities(namespace, kept);
    expect(Object.keys(before).length).toBeGreaterThan(10);

    // Nothing of what was recorded migrates.
    const migrated = ['--set', 'migrations.enabled=true'];
    const { stderr } = await helm(namespace, 'upgrade', name, chart, ...recordedValues, ...migrated);
    await waitForRollout(namespace);

    expect(stderr).toBe('');
    expect(await identities(namespace, kept)).toMatchObject(before);
    expect(await warningEvents(namespace)).toEqual([]);
  });
});

describe("from the guide's chart, by docs/upgrading.md", () => {
  const namespace = 'event-system';
  const [, guide = ''] = readFileSync(path.join(projectRoot, 'docs/upgrading.md'), 'utf8').split(
    "## From the guide's chart",
  );
  // Steps that a reader follows; a block without a language only shows something.
  const blocks = Array.from(guide.matchAll(/```sh\n(.*?)```/gs), ([, commands = '']) => commands);
  // Nothing in a container is executed in this cluster.
  const steps = blocks.filter((commands) => !/ exec /.test(commands));

  /** Runs commands as they stand in the documentation. */
  const shell = async (commands: string): Promise<void> => {
    const programs = [path.dirname(await findHelm()), path.dirname(findPrograms().kubectl)];
    const env = { ...clusterEnvironment(), PATH: [...programs, process.env['PATH']].join(path.delimiter) };
    const { exitCode, stderr } = await runProgram('bash', ['-euc', commands], { env, cwd: projectRoot });
    if (exitCode !== 0) throw new Error(`${commands}failed:\n${stderr}`);
  };

  const claimKinds = 'persistentvolumeclaims,services';
  let before: Readonly<Record<string, string>>;

  beforeAll(async () => {
    writeStaticChart(
      folder.at('guide'),
      'event-backend',
      guideChart.map((object) => JSON.stringify(object)),
    );
    await helm(namespace, 'install', 'event-system', folder.at('guide'));
    const items = { apiVersion: 'v1', kind: 'List', items: appliedByHand };
    await kubectl(['create', '-n', namespace, '-f', '-'], JSON.stringify(items));
    await waitForRollout(namespace);
    before = await identities(namespace, claimKinds);
  });

  test('it cannot be upgraded as it is', async () => {
    await expect(helm(namespace, 'upgrade', 'event-system', chart)).rejects.toThrow(
      /invalid ownership metadata|field is immutable|are forbidden/,
    );
  });

  test('the steps take over claims and services, and leave none of the old pods', async () => {
    expect([blocks.length, steps.length]).toEqual([8, 6]);
    for (const commands of steps) await shell(commands);
    await waitForRollout(namespace);

    const taken = [
      'PersistentVolumeClaim event-system/data-event-system-postgresql-0',
      'PersistentVolumeClaim event-system/event-system-postgresql-backup',
      'PersistentVolumeClaim event-system/redis-data-event-system-redis-master-0',
      'Service event-system/event-system-event-backend-backend',
      'Service event-system/event-system-postgresql',
      'Service event-system/event-system-redis-master',
    ];
    const uids = (found: Readonly<Record<string, string>>) => taken.map((one) => `${one} ${found[one]}`);
    expect(uids(await identities(namespace, claimKinds))).toEqual(uids(before));

    const pods = (await objectsOf(namespace, 'pods'))
      .filter(({ metadata: { labels } }) => labels?.['batch.kubernetes.io/job-name'] === undefined)
      .map(({ metadata: { name, labels } }) => `${name} of ${labels?.['app.kubernetes.io/instance']}`);
    expect(pods.sort()).toEqual([
      expect.stringMatching(/^event-system-event-backend-backend-.* of event-system$/),
      expect.stringMatching(/^event-system-event-backend-scheduler-.* of event-system$/),
      expect.stringMatching(/^event-system-event-backend-worker-.* of event-system$/),
      'event-system-postgresql-0 of event-system',
      'event-system-redis-master-0 of event-system',
    ]);
    const gateways = await objectsOf(namespace, 'gateways.networking.istio.io,virtualservices');
    expect(gateways.map(title).sort()).toEqual([
      'Gateway event-system/event-system-event-backend-gateway',
      'VirtualService event-system/event-system-event-backend-vs',
    ]);
    expect(await warningEvents(namespace)).toEqual([]);
  });

  test('then the release is one like any other', async () => {
    const values = ['--reuse-values', '--set', 'replicaCount.backend=2'];
    expect((await helm(namespace, 'upgrade', 'event-system', chart, ...values)).stderr).toBe('');
    await waitForRollout(namespace);
    await helm(namespace, 'test', 'event-system');
  });
});
