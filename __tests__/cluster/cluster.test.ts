import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { kubectl, tryKubectl } from './kubectl';
import { readManifests, type Manifest } from './manifests';
import { danglingPodReferences } from './pod-references';
import { waitForRollout, warningEvents } from './rollout';

const namespace = 'fixture';
const system = readManifests(path.join(__dirname, 'fixtures'));

const apply = (objects: readonly Manifest[]) =>
  tryKubectl(
    ['apply', '--server-side', '--validate=strict', '-f', '-'],
    objects.map((object) => JSON.stringify(object)).join('\n---\n'),
  );

type Fields = Record<string, unknown>;

/** A copy of the fixture's object of a kind, under another name and with a changed spec. */
const changed = (kind: string, name: string, change: (spec: unknown) => void): Manifest => {
  const original = system.find((object) => object.kind === kind);
  if (original === undefined) throw new Error(`the fixture has no ${kind}`);
  const copy = structuredClone(original);
  change(copy.spec);
  return { ...copy, metadata: { ...copy.metadata, name } };
};

/** A copy of the fixture's Job with further fields in its container. */
const changedJob = (name: string, fields: Fields): Manifest =>
  changed('Job', name, (spec) => {
    const { template } = spec as { template: { spec: { containers: Fields[] } } };
    template.spec.containers = template.spec.containers.map((container) => ({ ...container, ...fields }));
  });

// The tests of the environments prove something only where these hold.
describe('the simulated cluster', () => {
  beforeAll(async () => {
    expect(await apply(system)).toMatchObject({ exitCode: 0, warnings: [] });
  });

  afterAll(async () => {
    await kubectl(['delete', 'namespace', namespace, '--timeout=90s']);
  });

  test('runs what controllers, scheduler and provisioner have to act on', async () => {
    await waitForRollout(namespace);

    expect(await warningEvents(namespace)).toEqual([]);
    expect(await danglingPodReferences(namespace)).toEqual([]);
    const { stdout } = await kubectl(['get', 'pods,persistentvolumeclaims', '-n', namespace, '-o', 'json']);
    const phases = (JSON.parse(stdout) as { items: { kind: string; status: { phase: string } }[] }).items
      .map(({ kind, status }) => `${kind} ${status.phase}`)
      .sort();
    // The autoscaler's minimum of two for the Deployment, one of the StatefulSet, one of the Job.
    expect(phases).toEqual([
      'PersistentVolumeClaim Bound',
      ...['Pod Running', 'Pod Running', 'Pod Running', 'Pod Succeeded'],
    ]);
  });

  test('refuses an unknown field', async () => {
    const misspelt = changed('VirtualService', 'misspelt', (spec) =>
      Object.assign(spec as Fields, { gateway: ['mesh'] }),
    );

    const { exitCode, stderr } = await apply([misspelt]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('.spec.gateway: field not declared in schema');
  });

  test('refuses to change an immutable field', async () => {
    const moved = changedJob('migration', { image: 'registry.test/backend:v2' });

    const { exitCode, stderr } = await apply([moved]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('field is immutable');
  });

  test('warns of a Pod that Pod Security does not admit, and does not create it', async () => {
    const privileged = changedJob('privileged', { securityContext: { allowPrivilegeEscalation: true } });

    const { exitCode, warnings } = await apply([privileged]);
    expect(exitCode).toBe(0);
    expect(warnings).toEqual([expect.stringContaining('would violate PodSecurity "restricted')]);
    await expect(waitForRollout(namespace, 2)).rejects.toThrow('Job fixture/privileged is not complete');
    expect(await warningEvents(namespace)).toContainEqual(
      expect.stringMatching(/^Job privileged: FailedCreate: /),
    );
    await kubectl(['delete', 'job', 'privileged', '-n', namespace]);
  });

  test('shows a Pod that refers to what is not there', async () => {
    const dangling = changedJob('dangling', { envFrom: [{ secretRef: { name: 'forgotten' } }] });

    expect(await apply([dangling])).toMatchObject({ exitCode: 0, warnings: [] });
    await waitForRollout(namespace);
    expect(await danglingPodReferences(namespace)).toEqual([
      expect.stringMatching(/^Pod fixture\/dangling-\w+ refers to Secret forgotten, which does not exist$/),
    ]);
  });
});
