import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { exampleIds, exampleManifests, type Manifests } from '../examples/manifests';
import { expectAccepted, makeNamespaces, removeNamespaces } from './dry-run';

const examples = new Map<string, Manifests>();
let made: readonly string[] = [];

beforeAll(async () => {
  for (const id of exampleIds) examples.set(id, await exampleManifests(id));
  made = await makeNamespaces([...examples.values()].flatMap(({ all }) => all));
});

afterAll(() => removeNamespaces(made));

describe('the API server accepts, strictly and without a warning, the example', () => {
  test.each(exampleIds)('%s', (id) => expectAccepted(examples.get(id)?.all ?? []));
});
