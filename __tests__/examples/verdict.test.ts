import { expect, test } from '@jest/globals';
import { analyse } from '../../lib/analysis/analyse';
import { meshOf } from '../../lib/jest/subject';
import { exampleIds, exampleManifests } from './manifests';
import { scenarios } from './scenarios';

test.each(exampleIds)('%s has no error and no warning but those that it is there to show', async (id) => {
  const { all } = await exampleManifests(id);
  const found = analyse(meshOf(all))
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, kind, name }) => `${code} ${kind} ${name}`);
  expect(found.sort()).toEqual([...(scenarios[id]?.findings ?? [])].sort());
});
