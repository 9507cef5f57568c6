import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { App, Chart } from 'cdk8s';

import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { EmbeddedPostgres } from '../../lib/stores/embedded-postgres';
import { PostgresBackup } from '../../lib/stores/postgres-backup';
import { runsBy } from '../docs/document-runs';
import { Reader } from '../docs/reader';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { findHelm } from '../helm/helm';
import { definitions } from '../system/support/delivery-tools';
import { clusterEnvironment, kubectl } from './kubectl';
import { danglingPodReferences } from './pod-references';
import { findPrograms, projectRoot } from './programs';
import { helm } from './releases';
import { waitForRollout, warningEvents } from './rollout';
import { runProgram } from './run-program';
import { Synthesis } from './synthesis';

/** Parts of the documents, one after the other, in namespaces that are gone afterwards. */
interface Scene {
  readonly parts: readonly string[];
  readonly namespaces: readonly string[];
  /** Brings what the documents take for granted. */
  readonly prepare?: () => Promise<void>;
  readonly cleanUp?: () => Promise<void>;
}

const objects = (items: readonly unknown[]): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

const secret = (namespace: string, name: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  stringData: { password: 'for-tests' },
});

/** A database and its backups, in the namespace of those who name none. */
const stores = (): string => {
  const chart = new Chart(new App(), 'shop', { namespace: 'default' });
  const postgres = new EmbeddedPostgres(chart, 'database', {
    password: { name: 'shop-database', key: 'password' },
  });
  new PostgresBackup(chart, 'backup', { name: 'backup', postgres, schedule: '30 1 * * *' });
  return objects([secret('default', 'shop-database'), ...evaluateChart(chart)]);
};

const scenes: readonly Scene[] = [
  { parts: ['docs/tutorial.md', 'docs/how-to/canary.md'], namespaces: ['order-events'] },
  { parts: ['docs/how-to/migrate-from-a-chart.md'], namespaces: ['order-events'] },
  { parts: ['lib/cli/template/README.md.txt'], namespaces: ['project-name'] },
  {
    parts: ['README.md#Apply it'],
    namespaces: ['event-system'],
    // The certificate of the gateway lies in another namespace.
    cleanUp: async () => {
      await kubectl(['delete', '-R', '-f', synthesis.manifests('prod'), '--timeout=90s']);
    },
  },
  {
    parts: ['README.md#Or install it with Helm', 'docs/upgrading.md#From one version to the next'],
    namespaces: ['event-system'],
    cleanUp: async () => {
      await helm('event-system', 'uninstall', 'event-system');
    },
  },
  { parts: ['charts/event-backend/README.md'], namespaces: ['event-system'] },
  {
    parts: ['docs/delivery.md'],
    namespaces: ['argocd', 'flux-system', 'event-system'],
    prepare: async () => {
      await kubectl(['apply', '--server-side', '-f', definitions()]);
      for (const namespace of ['argocd', 'flux-system']) await kubectl(['create', 'namespace', namespace]);
    },
    // Nobody is there who would take the finalizer away.
    cleanUp: async () => {
      const application = ['application', 'event-system-prod', '--namespace', 'argocd'];
      await kubectl(['patch', ...application, '--type=merge', '--patch', '{"metadata":{"finalizers":null}}']);
    },
  },
  { parts: ['docs/installation.md#Removing it'], namespaces: [] },
  {
    parts: ['lib/stores/README.md'],
    namespaces: [],
    prepare: async () => {
      await kubectl(['apply', '--server-side', '-f', '-'], stores());
      await waitForRollout('default');
    },
    cleanUp: async () => {
      await kubectl(['delete', 'job', 'restore-1']);
      await kubectl(['delete', '-f', '-'], stores());
      await kubectl(['delete', 'persistentvolumeclaims', '--all']);
    },
  },
];

const folder = new TemporaryFolder();
let synthesis: Synthesis;
let reader: Reader;

beforeAll(async () => {
  synthesis = await Synthesis.run();
  const clone = folder.at('clone');
  mkdirSync(clone);
  for (const name of ['charts', 'environments'])
    symlinkSync(path.join(projectRoot, name), path.join(clone, name));
  symlinkSync(path.dirname(synthesis.manifests('prod')), path.join(clone, 'dist'));
  const pack = ['pack', '--silent', '--pack-destination', folder.path];
  const { exitCode, stdout, stderr } = await runProgram('npm', pack, { cwd: projectRoot });
  if (exitCode !== 0) throw new Error(`npm pack failed:\n${stdout}${stderr}`);
  const tarball = folder.at(stdout.trim().split('\n').at(-1) ?? '');
  const programs = [path.dirname(await findHelm()), path.dirname(findPrograms().kubectl)];
  const env = {
    ...process.env,
    ...clusterEnvironment(),
    // Jest writes no snapshots where this is set.
    CI: undefined,
    PATH: [...programs, process.env['PATH']].join(path.delimiter),
    npm_config_prefer_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
  };
  mkdirSync(folder.at('reader'));
  reader = new Reader({ root: projectRoot, tarball, folder: folder.at('reader'), env }, clone);
});

afterAll(() => {
  synthesis.remove();
  folder.remove();
});

describe.each(scenes.map((scene) => [scene.parts.join(', '), scene] as const))(
  'by %s',
  (_parts, { parts, namespaces, prepare, cleanUp }) => {
    beforeAll(async () => {
      await prepare?.();
    });

    afterAll(async () => {
      await cleanUp?.();
      if (namespaces.length > 0)
        await kubectl(['delete', 'namespace', ...namespaces, '--ignore-not-found', '--timeout=90s']);
      // Those of other tests may count the volumes of the cluster.
      await kubectl(['wait', '--for=delete', 'persistentvolumes', '--all', '--timeout=30s']);
    });

    test.each(parts)('a reader of %s comes to pods that run and lack nothing', async (part) => {
      const run = runsBy(projectRoot, 'cluster').find((one) => one.part === part);
      if (run === undefined) throw new Error(`${part} is no run of document-runs.ts`);
      reader.follow(run);
      for (const namespace of namespaces) {
        await waitForRollout(namespace);
        expect(await danglingPodReferences(namespace)).toEqual([]);
        expect(await warningEvents(namespace)).toEqual([]);
      }
    });
  },
);

test('every part of the documents that is for a cluster is followed', () => {
  const followed = scenes.flatMap(({ parts }) => parts);
  expect(followed.sort()).toEqual(
    runsBy(projectRoot, 'cluster')
      .map(({ part }) => part)
      .sort(),
  );
});
