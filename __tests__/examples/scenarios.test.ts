import { describe, expect, test } from '@jest/globals';
import { exampleManifests } from './manifests';
import { scenarios } from './scenarios';

describe.each(Object.entries(scenarios))('%s', (id, { objects, fields = {}, observe }) => {
  test('makes what it promises', async () => {
    const manifests = await exampleManifests(id);
    const found = Object.fromEntries(Object.keys(objects).map((kind) => [kind, manifests.names(kind)]));
    expect(found).toEqual(objects);
    const values = Object.keys(fields).map((place) => [place, manifests.field(place)]);
    expect(Object.fromEntries(values)).toEqual(fields);
    observe?.(manifests);
  });
});
