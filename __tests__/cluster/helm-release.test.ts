import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { kubectl } from './kubectl';
import { title, type Manifest } from './manifests';
import { danglingPodReferences } from './pod-references';
import { projectRoot } from './programs';
import { chart, everythingIn, helm, objectsOf, selectionsOf } from './releases';
import { waitForRollout, warningEvents } from './rollout';

const namespace = 'helm-release';
const release = 'event-system';
const otherRelease = 'other-system';
const beforeUpgrade = `${release}-postgresql-backup-before-upgrade`;
const volumeCheck = /^event-system-(postgresql|redis)-backup-volume-[0-9a-f]{8}$/;

/** The values of an environment, but that the objects lie in the release's namespace. */
const environment = (name: string): string[] => [
  ...['--values', path.join(projectRoot, 'environments', `${name}.yaml`)],
  ...['--set', 'namespaceOverride='],
];

const values = [
  ...environment('dev'),
  ...['--set', 'redis.usePassword=true', '--set', 'redis.backup.enabled=true'],
  ...['--set', 'postgresql.backup.enabled=true'],
];

interface Secret extends Manifest {
  readonly data: Readonly<Record<string, string>>;
}

/** The data of the generated Secrets, as base64 by name and key. */
const passwords = async (): Promise<Record<string, Readonly<Record<string, string>>>> => {
  const secrets = await objectsOf<Secret>(namespace, 'secrets');
  const generated = secrets.filter(({ metadata }) => /^event-system-(postgresql|redis)$/.test(metadata.name));
  return Object.fromEntries(generated.map(({ metadata, data }) => [metadata.name, data]));
};

const manifestOf = async (revision: number): Promise<string> =>
  (await helm(namespace, 'get', 'manifest', release, '--revision', `${revision}`)).stdout;

const backend = async (): Promise<string> =>
  (
    await kubectl([
      ...['get', 'deployment', `${release}-event-backend-backend`, '-n', namespace],
      ...['-o', 'jsonpath={.spec.replicas} {.spec.template.spec.containers[0].image}'],
    ])
  ).stdout;

const jobs = async (): Promise<string[]> =>
  (await objectsOf(namespace, 'jobs')).map(({ metadata }) => metadata.name).sort();

interface Claim extends Manifest {
  readonly metadata: Manifest['metadata'] & { readonly uid: string };
}

/** The claims of the release by name, with what tells an object from a later one of its name. */
const claims = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await objectsOf<Claim>(namespace, 'persistentvolumeclaims'))
      .filter(({ metadata }) => metadata.name.includes(release))
      .map(({ metadata }) => [metadata.name, metadata.uid]),
  );

let installed: { output: string; manifest: string; passwords: Awaited<ReturnType<typeof passwords>> };

beforeAll(async () => {
  const restricted = ['enforce', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']);
  const metadata = { name: namespace, labels: Object.fromEntries(restricted) as Record<string, string> };
  await kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata }));
  // The storage class waits for a first consumer, and Helm for claims that are bound.
  const wait = ['--wait', '--wait-for-jobs', '--timeout', '90s'];
  const { stdout, stderr } = await helm(namespace, 'install', release, chart, ...values, ...wait);
  installed = { output: stdout + stderr, manifest: await manifestOf(1), passwords: await passwords() };
  // Helm prints there what the API server warns of, such as Pods that Pod Security would not admit.
  expect(stderr).toBe('');
});

afterAll(async () => {
  await kubectl(['delete', 'namespace', namespace, '--timeout=90s']);
  // Those of other tests may count the volumes of the cluster.
  await kubectl(['wait', '--for=delete', 'persistentvolumes', '--all', '--timeout=30s']);
});

describe('helm install', () => {
  test('gets every Pod admitted and ready, without a warning', async () => {
    await waitForRollout(namespace);

    expect(await warningEvents(namespace)).toEqual([]);
    expect(await danglingPodReferences(namespace)).toEqual([]);
  });

  test('makes the objects under the names by which they are known', async () => {
    const workloads = await objectsOf(namespace, 'deployments,statefulsets');
    expect(workloads.map(title).sort()).toEqual([
      'Deployment helm-release/event-system-event-backend-backend',
      'Deployment helm-release/event-system-event-backend-scheduler',
      'Deployment helm-release/event-system-event-backend-worker',
      'StatefulSet helm-release/event-system-postgresql',
      'StatefulSet helm-release/event-system-redis-master',
    ]);
    const { stdout: ports } = await kubectl([
      ...['get', 'service', 'event-system-event-backend-backend', '-n', namespace],
      ...['-o', 'jsonpath={.spec.ports[*].port}'],
    ]);
    expect(ports).toBe('5001');
  });

  test('generates passwords and prints none', () => {
    expect(Object.keys(installed.passwords)).toEqual(['event-system-postgresql', 'event-system-redis']);
    for (const data of Object.values(installed.passwords)) {
      for (const encoded of Object.values(data)) {
        const password = Buffer.from(encoded, 'base64').toString();
        expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
        expect(installed.output).not.toContain(password);
        expect(installed.output).not.toContain(encoded);
      }
    }
    expect(installed.output).toContain('helm test event-system --namespace helm-release');
  });

  test('has bound the volumes of the backups when it is done waiting', async () => {
    const { stdout } = await kubectl([
      ...['get', 'persistentvolumeclaims', '-n', namespace, '-o'],
      'jsonpath={range .items[*]}{.metadata.name} {.status.phase}{"\\n"}{end}',
    ]);
    expect(stdout.trim().split('\n').sort()).toEqual([
      'data-event-system-postgresql-0 Bound',
      'data-event-system-redis-master-0 Bound',
      'event-system-postgresql-backup Bound',
      'event-system-redis-backup Bound',
    ]);
  });

  test('has no dump to take before it, and checks the volumes alone', async () => {
    expect((await helm(namespace, 'get', 'hooks', release)).stdout).not.toContain(beforeUpgrade);
    expect(await jobs()).toEqual([expect.stringMatching(volumeCheck), expect.stringMatching(volumeCheck)]);
  });
});

test('helm test passes and leaves no pod behind', async () => {
  const { stdout } = await helm(namespace, 'test', release);

  expect(stdout).toMatch(/TEST SUITE:\s+event-system-event-backend-test\n/);
  expect(stdout).toMatch(/Phase:\s+Succeeded/);
  expect(await everythingIn(namespace)).not.toContain('pod/event-system-event-backend-test');
});

describe('helm upgrade', () => {
  beforeAll(async () => {
    const changes = ['--set', 'image.tag=v0.0.0-another', '--set', 'replicaCount.backend=2'];
    const { stderr } = await helm(namespace, 'upgrade', release, chart, ...values, ...changes);
    expect(stderr).toBe('');
  });

  test('rolls out another image and another number of pods', async () => {
    await waitForRollout(namespace);

    expect(await backend()).toMatch(/^2 .*:v0\.0\.0-another$/);
    expect(await warningEvents(namespace)).toEqual([]);
  });

  test('keeps the passwords', async () => {
    expect(await passwords()).toEqual(installed.passwords);
  });

  test('has dumped the database first, and removes the Job that did', async () => {
    const { stdout } = await kubectl([
      ...['get', 'events', '-n', namespace, `--field-selector=involvedObject.name=${beforeUpgrade}`],
      ...['-o', 'jsonpath={.items[*].reason}'],
    ]);
    expect(stdout.split(' ')).toEqual(expect.arrayContaining(['SuccessfulCreate', 'Completed']));
    expect((await helm(namespace, 'get', 'hooks', release)).stdout).toContain(`name: ${beforeUpgrade}\n`);
    expect(await jobs()).toEqual([expect.stringMatching(volumeCheck), expect.stringMatching(volumeCheck)]);
  });
});

test('helm rollback brings back the first revision, with its passwords', async () => {
  expect(await manifestOf(2)).not.toBe(installed.manifest);

  const { stderr } = await helm(namespace, 'rollback', release, '1');
  await waitForRollout(namespace);

  expect(stderr).toBe('');
  expect(await manifestOf(3)).toBe(installed.manifest);
  expect(await backend()).toMatch(/^1 .*:v1\.0\.0$/);
  expect(await passwords()).toEqual(installed.passwords);
});

test('two releases in one namespace select none of the pods of each other', async () => {
  await helm(namespace, 'install', otherRelease, chart, ...environment('prod'));
  await waitForRollout(namespace);
  await helm(namespace, 'test', otherRelease);

  for (const own of [release, otherRelease]) {
    const selections = await selectionsOf(namespace, own);
    expect(selections.filter(({ releases }) => releases.some((chosen) => chosen !== own))).toEqual([]);
    // They do choose pods: a selector that fits none would prove nothing.
    const choosing = selections.filter(({ releases }) => releases.length > 0).map(({ kind }) => kind);
    expect([...new Set(choosing)].sort()).toEqual([
      ...['AuthorizationPolicy', 'Deployment', 'NetworkPolicy', 'PeerAuthentication', 'PodDisruptionBudget'],
      ...['Service', 'Sidecar', 'StatefulSet'],
    ]);
  }
  expect(await warningEvents(namespace)).toEqual([]);
  await helm(namespace, 'uninstall', otherRelease, '--wait');
});

test('helm uninstall leaves volumes and passwords, which an installation of the same name adopts', async () => {
  const kept = await claims();
  await helm(namespace, 'uninstall', release, '--wait');
  await kubectl(['wait', '--for=delete', 'pods', '-l', 'app', '-n', namespace, '--timeout=30s']);

  const remains = ['event-system', 'other-system'].flatMap((name) => [
    `persistentvolumeclaim/${name}-postgresql-backup`,
    `persistentvolumeclaim/${name}-redis-backup`,
    `persistentvolumeclaim/data-${name}-postgresql-0`,
    `persistentvolumeclaim/data-${name}-redis-master-0`,
    `secret/${name}-postgresql`,
    `secret/${name}-redis`,
  ]);
  expect(await everythingIn(namespace)).toEqual(remains.sort());
  expect(await claims()).toEqual(kept);

  // A disruption budget that goes after its StatefulSet warns of the pods that are about to go. In one
  // request, since kubectl deletes hundreds of events one by one.
  await kubectl(['delete', '--raw', `/api/v1/namespaces/${namespace}/events`]);
  const { stderr } = await helm(namespace, 'install', release, chart, ...values);
  await waitForRollout(namespace);

  expect(stderr).toBe('');
  expect(await passwords()).toEqual(installed.passwords);
  expect(await claims()).toEqual(kept);
  expect(await warningEvents(namespace)).toEqual([]);
});
