import { describe, expect, test } from '@jest/globals';
import { meshOf as meshOfObjects } from '../../lib/jest/subject';
import { meshOf as meshOfPage } from '../../lib/report/page/simulated-mesh';
import { simulatedObjects } from '../../lib/report/simulated-objects';
import { Simulator } from '../../lib/simulate/simulator';
import type { JsonObject } from '../../lib/vocabulary/json';
import { exampleManifests } from '../examples/manifests';
import { scenarios } from '../examples/scenarios';
import { meshOf, shop } from './shop';

/** What arrives in the page: what a text can hold. */
const carried = (objects: readonly JsonObject[]) =>
  JSON.parse(JSON.stringify(objects)) as readonly JsonObject[];

const asked = Object.entries(scenarios).flatMap(([id, { routes = [] }]) =>
  routes.length === 0 ? [] : [[id, routes] as const],
);

describe('the objects that a page carries for its simulator', () => {
  test.each(asked)('give every answer about %s, to the last word of its trace', async (id, routes) => {
    const mesh = meshOfObjects((await exampleManifests(id)).all);
    const whole = new Simulator(mesh);
    const inPage = new Simulator(meshOfPage({ objects: carried(simulatedObjects(mesh)) }));
    expect(routes.map((call) => inPage.answer(call))).toEqual(routes.map((call) => whole.answer(call)));
  });

  test('hold no Secret, and no variables of pods', () => {
    const text = JSON.stringify(simulatedObjects(meshOf(shop)));
    expect(text).toContain('web-v1');
    expect(text).not.toContain('hunter2');
  });
});
