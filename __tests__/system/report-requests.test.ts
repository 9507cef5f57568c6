import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { manifestInput } from '../../lib/cli/manifest-input';
import { Mesh } from '../../lib/mesh/mesh';
import { ending } from '../../lib/simulate/answer-text';
import type { Call } from '../../lib/simulate/call';
import { Simulator } from '../../lib/simulate/simulator';
import { picture } from './support/browser';
import { choose, ReportPages } from './support/report-pages';

const pages = ReportPages.forTests();

describe('the request box', () => {
  const entries = [
    'gateway:event-system/event-system-event-backend-gateway:80',
    'gateway:event-system/event-system-event-backend-gateway:443',
    'workload:event-system/event-system-event-backend-worker',
    'workload:event-system/event-system-event-backend-scheduler',
    'workload:event-system/event-system-postgresql',
  ];
  const targets = [
    'GET http://events.example.com/',
    'POST https://events.example.com/api/events?page=2',
    'DELETE https://events.example.com/%2e%2e/x',
    'GET http://event-system-event-backend-backend.event-system.svc.cluster.local:5001/healthz',
    'GET tcp://event-system-postgresql.event-system.svc.cluster.local:5432/',
    'GET http://event-system-redis-master.event-system.svc.cluster.local:6379/',
    'OPTIONS https://nobody.example.org/',
    'PUT http://event-system-event-backend-backend:5001/api',
    'PATCH https://events.example.com:443/api',
    'GET http://unknown.event-system.svc.cluster.local:80/',
  ];
  const calls: readonly Call[] = entries.flatMap((from, row) =>
    targets.map((request, column) => ({
      from,
      request,
      headers: (row + column) % 3 === 0 ? { authorization: 'Bearer a.e30.b', 'x-user': 'ann' } : {},
    })),
  );

  test(`answers ${calls.length} requests as the simulator does, to the last word of the trace`, async () => {
    const simulator = new Simulator(new Mesh(manifestInput([pages.manifests('prod')], 'default').manifests));
    const { page, complaints } = await pages.openEnvironments();
    await choose(page, 'prod');
    const found: object[] = [];
    for (const call of calls) {
      await send(page, call);
      found.push({
        call,
        outcome: await page.locator('.outcome').textContent(),
        trace: await page.locator('.trace li').allTextContents(),
      });
    }
    expect(found).toEqual(
      calls.map((call) => {
        const answer = simulator.answer(call);
        return { call, outcome: ending(answer), trace: answer.trace };
      }),
    );
    expect(new Set(calls.map((call) => simulator.answer(call).outcome)).size).toBeGreaterThan(2);
    expect(complaints).toEqual([]);
  }, 120_000);

  test('lights the way from the gateway over the host to the pods', async () => {
    const { page } = await pages.openEnvironments();
    await choose(page, 'prod');
    await send(page, { from: entries[1] ?? '', request: 'POST https://events.example.com/api', headers: {} });
    expect(await page.locator('.node.lit .name').allTextContents()).toEqual(
      expect.arrayContaining(['event-backend-gateway', 'events.example.com', 'event-backend-backend']),
    );
    expect(await page.locator('.edge.lit').count()).toBe(2);
    await picture(page, 'request-light');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(
      await page.evaluate(`getComputedStyle(document.querySelector('.edge.lit .line')).animationName`),
    ).toBe('none');
  });

  test('says what is wrong with a request that cannot be read', async () => {
    const { page, complaints } = await pages.openEnvironments();
    await send(page, {
      from: 'workload:event-system/event-system-event-backend-worker',
      request: 'GET http://a b/',
      headers: {},
    });
    expect(await page.locator('.outcome.refused').count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});

/** Fills in the form as people do. */
async function send(page: Page, { from, request, headers = {} }: Call): Promise<void> {
  const [, method = '', scheme = '', host = '', path = ''] =
    /^(\w+) (\w+):\/\/([^/]*)(\/.*)$/.exec(request) ?? [];
  await page.getByLabel('From', { exact: true }).selectOption(from);
  await page.getByLabel('Method', { exact: true }).selectOption(method);
  await page.getByLabel('Scheme', { exact: true }).selectOption(scheme);
  await page.getByLabel('Host', { exact: true }).fill(host);
  await page.getByLabel('Path', { exact: true }).fill(path);
  await page.getByLabel('Headers, one a line').fill(
    Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  );
  await page.getByRole('button', { name: 'Send' }).click();
}
