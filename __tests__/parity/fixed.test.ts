import { afterAll, describe, expect, test } from '@jest/globals';
import { environments, filesOfSwitches } from './fixed-deployments';
import { onAllCores } from './helm-template';
import { filesOfMistakes } from './mistakes';
import { Parity } from './parity';

const RELEASE = { name: 'event-system', namespace: 'event-system' };
const parity = new Parity(process.env['EVENT_MESH_HELM'] ?? '');
afterAll(() => {
  parity.remove();
});

describe('the same objects', () => {
  test.each(environments())('for %s', async (_file, text) => {
    expect(await parity.disagreementsOnText(text, RELEASE)).toEqual([]);
  });

  test('however any three switches stand', async () => {
    const files = filesOfSwitches(parity.system.values);
    // What is refused would not be compared.
    expect(files.map((file) => parity.system.refusals(file))).toEqual(files.map(() => []));
    const found = await onAllCores(files, (file) => parity.disagreements({ file, release: RELEASE }));
    expect(found).toEqual(files.map(() => []));
  });
});

test('the same refusals, whatever is wrong with every value', async () => {
  const files = filesOfMistakes(parity.system.values);
  const found = await onAllCores(files, (file) => parity.disagreements({ file, release: RELEASE }));
  expect(found).toEqual(files.map(() => []));
  expect(files.length).toBeGreaterThan(10);
});
