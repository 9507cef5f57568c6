import { describe, expect, test } from '@jest/globals';
import { analyse } from '../../lib/analysis/analyse';
import { manifestOf } from '../../lib/mesh/manifest';
import { Mesh } from '../../lib/mesh/mesh';
import type { JsonObject } from '../../lib/vocabulary/json';
import { EventSystemUnderTest } from '../fixtures/event-system';
import { filesOfSwitches } from '../parity/fixed-deployments';

const system = new EventSystemUnderTest();
const release = { name: 'event-system', namespace: 'event-system' };
const accepted = filesOfSwitches(system.values).filter((file) => system.refusals(file, release).length === 0);

/** The errors and warnings about a deployment, each as code, object and field. */
function verdictOf(file: JsonObject): readonly string[] {
  const manifests = system
    .manifests(file, release)
    .all.flatMap((object) => manifestOf(object, release.namespace) ?? []);
  return analyse(new Mesh(manifests))
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, kind, name, path, message }) => `${code} ${kind} ${name} ${path}: ${message}`);
}

describe('the analysis of every way to switch the event system', () => {
  test('has many ways to judge', () => {
    expect(accepted.length).toBeGreaterThan(8);
  });

  test.each(accepted.map((file, index) => [index, file] as const))(
    'finds nothing wrong with row %i',
    (_, file) => {
      expect(verdictOf(file)).toEqual([]);
    },
  );
});
