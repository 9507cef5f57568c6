import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findHelm } from '../helm/helm';
import { environments, filesOfSwitches } from '../parity/fixed-deployments';
import { onAllCores } from '../parity/helm-template';
import { filesOfMistakes } from '../parity/mistakes';
import { Parity } from '../parity/parity';
import { randomDeployments } from '../parity/random-deployments';

const RELEASE = { name: 'event-system', namespace: 'event-system' };
let parity: Parity;
// The first time, Helm 4 is built.
beforeAll(async () => {
  parity = new Parity(await findHelm(4));
});
afterAll(() => {
  parity.remove();
});

describe('Helm 4 and plain synthesis', () => {
  test.each(environments())('agree on %s', async (_file, text) => {
    expect(await parity.disagreementsOnText(text, RELEASE)).toEqual([]);
  });

  test.each([
    ['however any three switches stand', filesOfSwitches],
    ['whatever is wrong with every value', filesOfMistakes],
  ])('agree %s', async (_what, filesOf) => {
    const files = filesOf(parity.system.values);
    const found = await onAllCores(files, (file) => parity.disagreements({ file, release: RELEASE }));
    expect(found).toEqual(files.map(() => []));
  });

  test('agree on 100 random values files', async () => {
    const { accepted, refused, failure } = await randomDeployments(parity, { runs: 100, seed: 1 });
    expect(failure).toBeUndefined();
    expect([accepted > 50, refused > 25]).toEqual([true, true]);
  });
});
