import { expect, test } from '@jest/globals';
import { deliveryFiles } from '../../lib/delivery/delivery-files';

const props = {
  release: 'event-system',
  chart: 'charts/event-backend',
  repository: 'https://github.com/example/events.git',
};
const prod = { name: 'prod', namespace: 'event-system', url: 'https://events.example.com' };

test('each way to deliver has its folder', () => {
  const folders = deliveryFiles({ ...props, environments: [prod] }).map(({ path }) => path.split('/')[0]);
  expect([...new Set(folders)].sort()).toEqual(['argocd', 'flux', 'github']);
});

test('nothing is delivered to no environment', () => {
  expect(deliveryFiles({ ...props, environments: [] })).toEqual([]);
});
