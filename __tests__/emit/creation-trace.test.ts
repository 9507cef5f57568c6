import { expect, test } from '@jest/globals';
import { App, Chart } from 'cdk8s';
import { EventBackend, PeerAuthentication } from 'cdk8s-event-mesh';
import { creationPlace, traceConstructs } from '../../lib/emit/creation-trace';

const image = { repository: 'registry.example.com/orders', tag: '1.0.0' };

test('knows nothing of constructs that were made before it was asked to', () => {
  expect(creationPlace(new Chart(new App(), 'before'))).toBeUndefined();
});

test('names the line of the program, not those of the library', () => {
  traceConstructs();
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const peers = new PeerAuthentication(chart, 'peers');
  const backend = new EventBackend(chart, 'orders', { image });
  const here = /^__tests__\/emit\/creation-trace\.test\.ts:(\d+)$/;
  const line = (construct: Parameters<typeof creationPlace>[0]): number =>
    Number(here.exec(creationPlace(construct) ?? '')?.[1]);
  expect(line(peers) - line(chart)).toBe(1);
  expect(line(backend) - line(chart)).toBe(2);
  expect(line(backend.deployment)).toBe(line(backend));
  expect(line(peers.resource)).toBe(line(peers));
});
