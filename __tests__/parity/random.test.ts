import { afterAll, expect, test } from '@jest/globals';
import { Parity } from './parity';
import { randomDeployments } from './random-deployments';

const parity = new Parity(process.env['EVENT_MESH_HELM'] ?? '');
afterAll(() => {
  parity.remove();
});

test('300 random values files: the same objects, or the same refusal', async () => {
  const { accepted, refused, failure } = await randomDeployments(parity, { runs: 300, seed: 1 });
  expect(failure).toBeUndefined();
  expect(accepted).toBeGreaterThan(150);
  expect(refused).toBeGreaterThan(90);
});
