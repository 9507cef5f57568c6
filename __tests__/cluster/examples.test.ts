import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { exampleIds, exampleManifests, type Manifests } from '../examples/manifests';
import { kubectl, tryKubectl } from './kubectl';

jest.setTimeout(600_000);

const examples = new Map<string, Manifests>();
const made: string[] = [];

beforeAll(async () => {
  for (const id of exampleIds) examples.set(id, await exampleManifests(id));
  // A dry run makes nothing, so that the namespaces have to be there before.
  const namespaces = [...examples.values()].flatMap(({ all }) =>
    all.flatMap(({ metadata: { namespace } }) => namespace ?? []),
  );
  for (const namespace of new Set(namespaces)) {
    const known = await tryKubectl(['get', 'namespace', namespace]);
    if (known.exitCode === 0) continue;
    await kubectl(['create', 'namespace', namespace]);
    made.push(namespace);
  }
});

afterAll(async () => {
  if (made.length > 0) await kubectl(['delete', 'namespace', ...made, '--wait=false']);
});

describe('the API server accepts, strictly and without a warning, the example', () => {
  test.each(exampleIds)('%s', async (id) => {
    const items = examples.get(id)?.all ?? [];
    const { stdout, warnings } = await kubectl(
      ['apply', '--server-side', '--dry-run=server', '--validate=strict', '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    );
    expect(warnings).toEqual([]);
    expect(stdout.trim().split('\n')).toHaveLength(items.length);
  });
});
