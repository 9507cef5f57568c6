import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';

import { kubectl } from './kubectl';
import { readManifests, title, type Manifest } from './manifests';
import { danglingPodReferences } from './pod-references';
import { waitForRollout, warningEvents } from './rollout';
import { environments, Synthesis, type Values } from './synthesis';

const otherTag = 'v0.0.0-another';

/** The values with another tag for the image of every workload. */
const withOtherImages = (values: Values): Values => {
  const image = { ...(values['image'] as Values | undefined), tag: otherTag, digest: '' };
  return { ...values, image };
};

let synthesis: Synthesis;
let otherImages: Synthesis;

beforeAll(async () => {
  synthesis = await Synthesis.run();
  otherImages = await Synthesis.run(withOtherImages);
});

afterAll(() => {
  synthesis.remove();
  otherImages.remove();
});

/** Plain output holds no Secret: its report says which ones the installation has to bring. */
const createRequiredSecrets = async (environment: string): Promise<void> => {
  const { requires } = load(readFileSync(synthesis.report(environment, 'requires.yaml'), 'utf8')) as {
    requires: { kind: string; name: string; namespace: string; keys: string[] }[];
  };
  for (const { kind, name, namespace, keys } of requires) {
    const stringData = Object.fromEntries(keys.map((key) => [key, 'for-tests']));
    const secret = { apiVersion: 'v1', kind, metadata: { name, namespace }, stringData };
    await kubectl(['apply', '--server-side', '-f', '-'], JSON.stringify(secret));
  }
};

const apply = (folder: string) =>
  kubectl(['apply', '--server-side', '--validate=strict', '-R', '-f', folder]);

/** The objects of a folder's manifests as the API server holds them. */
const live = async (folder: string): Promise<Manifest[]> => {
  const { stdout } = await kubectl(['get', '--show-managed-fields', '-o', 'json', '-R', '-f', folder]);
  return (JSON.parse(stdout) as { items: Manifest[] }).items;
};

/**
 * An object without its status, into which controllers may write at any time. What remains holds the generation and
 * the time of each writer's last change, so that it stays equal only where nothing was written.
 */
const withoutStatus = (object: Manifest): Manifest => {
  const { managedFields = [] } = object.metadata;
  return {
    ...object,
    status: undefined,
    metadata: {
      ...object.metadata,
      resourceVersion: undefined,
      managedFields: managedFields.filter(({ subresource }) => subresource !== 'status'),
    },
  };
};

const imagesOf = async (namespace: string): Promise<string[]> => {
  const { stdout } = await kubectl([
    ...['get', 'pods', '-n', namespace, '--field-selector=status.phase=Running'],
    ...['-o', 'jsonpath={.items[*].spec.containers[*].image}'],
  ]);
  return stdout.split(' ');
};

describe.each(environments)('environment %s', (environment) => {
  let folder: string;
  let manifests: Manifest[];
  let namespace: string;

  beforeAll(() => {
    folder = synthesis.manifests(environment);
    manifests = readManifests(folder);
    namespace =
      manifests.find(({ kind }) => kind === 'Namespace')?.metadata.name ?? 'no namespace in the manifests';
  });

  test('is accepted in one pass, under strict validation and without a warning', async () => {
    const { warnings } = await apply(folder);

    expect(warnings).toEqual([]);
    expect((await live(folder)).map(title)).toEqual(manifests.map(title));
  });

  test('gets every Pod admitted under Pod Security "restricted", ready, or complete', async () => {
    const { stdout: level } = await kubectl([
      ...['get', 'namespace', namespace],
      ...['-o', 'jsonpath={.metadata.labels.pod-security\\.kubernetes\\.io/enforce}'],
    ]);
    expect(level).toBe('restricted');

    for (const { metadata } of manifests.filter(({ kind }) => kind === 'CronJob')) {
      const job = `${metadata.name}-now`.slice(-63);
      const { warnings } = await kubectl([
        'create',
        'job',
        job,
        '-n',
        namespace,
        `--from=cronjob/${metadata.name}`,
      ]);
      expect(warnings).toEqual([]);
    }
    await waitForRollout(namespace);
    expect(await warningEvents(namespace)).toEqual([]);
  });

  test('refers to nothing that neither it nor its report brings', async () => {
    await createRequiredSecrets(environment);

    expect(await danglingPodReferences(namespace)).toEqual([]);
  });

  test('changes nothing when it is applied again', async () => {
    const before = await live(folder);
    const { warnings } = await apply(folder);

    expect(warnings).toEqual([]);
    expect((await live(folder)).map(withoutStatus)).toEqual(before.map(withoutStatus));
  });

  test('rolls out another image without touching an immutable field', async () => {
    expect((await imagesOf(namespace)).filter((image) => image.endsWith(`:${otherTag}`))).toEqual([]);

    const { warnings } = await apply(otherImages.manifests(environment));
    expect(warnings).toEqual([]);
    await waitForRollout(namespace);
    expect(await warningEvents(namespace)).toEqual([]);
    expect(await imagesOf(namespace)).toContainEqual(expect.stringMatching(new RegExp(`:${otherTag}$`)));
  });

  test('leaves nothing behind when its namespace is deleted', async () => {
    await kubectl(['delete', 'namespace', namespace, '--timeout=90s']);

    // A certificate lies with the gateway that shows it, in the installation's namespace.
    const elsewhere = readManifests(folder).filter(
      ({ metadata }) => (metadata.namespace ?? namespace) !== namespace,
    );
    for (const { kind, metadata } of elsewhere) {
      await kubectl(['delete', kind, metadata.name, '-n', String(metadata.namespace)]);
    }
    const { stdout } = await kubectl(['get', '--ignore-not-found', '-o', 'name', '-R', '-f', folder]);
    const { stdout: volumes } = await kubectl(['get', 'persistentvolumes', '-o', 'name']);
    expect(stdout + volumes).toBe('');
  });
});
