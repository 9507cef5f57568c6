import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { EventSystemUnderTest } from '../fixtures/event-system';
import { filesOfSwitches } from '../parity/fixed-deployments';
import { expectAccepted, makeNamespaces, removeNamespaces } from './dry-run';

/** What the chart renders for these files is equal (__tests__/parity), but for the pod of its test. */
const system = new EventSystemUnderTest();
const rows = filesOfSwitches(system.values).map((file, index) => ({
  index,
  objects: system.manifests(file).all,
}));
let made: readonly string[] = [];

beforeAll(async () => {
  made = await makeNamespaces(rows.flatMap(({ objects }) => objects));
});

afterAll(() => removeNamespaces(made));

describe('the API server accepts, strictly and without a warning, any three switches in every way', () => {
  test.each(rows)('row $index', ({ objects }) => expectAccepted(objects));
});
