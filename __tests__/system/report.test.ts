import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { picture } from './support/browser';
import { largeSystem } from './support/large-system';
import { choose, environments, expectText, ReportPages, SERVICES, written } from './support/report-pages';

const pages = ReportPages.forTests();
const names = (page: Page) => page.locator('.node .name').allTextContents();

describe('the graph', () => {
  test.each(environments)('shows who talks to whom in %s, quietly', async (name) => {
    const { page, complaints, rendered } = await pages.openEnvironments();
    await choose(page, name);
    expect(await names(page)).toEqual(
      expect.arrayContaining(['event-backend-backend', 'event-backend-worker', 'postgresql', 'redis-master']),
    );
    expect(await page.locator('.edge.call').count()).toBeGreaterThanOrEqual(6);
    expect(await page.locator('.edge.open').count()).toBe(0);
    await picture(page, `${name}-light`);
    expect(complaints).toEqual([]);
    process.stdout.write(`report of ${environments.join(', ')}: rendered after ${Math.round(rendered)} ms\n`);
  });

  test(`begins with boxes for ${SERVICES} services, and shows what a filter finds`, async () => {
    const { page, complaints, rendered } = await pages.openLarge();
    expect(await page.locator('.node.collapsed').count()).toBe(12);
    await picture(page, 'large-light');
    process.stdout.write(`report of ${SERVICES} services: rendered after ${Math.round(rendered)} ms\n`);
    const start = Date.now();
    await page.getByRole('button', { name: 'Expand all' }).click();
    expect(await page.locator('.node:not(.collapsed)').count()).toBeGreaterThan(SERVICES);
    process.stdout.write(`  expanded after ${Date.now() - start} ms more\n`);
    await picture(page, 'large-expanded-light');
    await page.getByRole('searchbox').fill('service-006');
    await page.locator('.toolbar .count', { hasText: /^3 of / }).waitFor();
    expect(await page.locator('.node:not(.context, .collapsed)').count()).toBe(3);
    await picture(page, 'large-filtered-light');
    expect(complaints).toEqual([]);
  });

  test('shows what is known of a node, and leads from a finding to it', async () => {
    const objects = largeSystem(5, 1).filter(({ kind }) => kind !== 'DestinationRule');
    const broken = written(objects).replace('"host":"service-001","port"', '"host":"service-999","port"');
    const { page, complaints } = await pages.openText(broken);
    await picture(page, 'five-light');
    const finding = page.locator('#findings .finding', { hasText: 'service-999' }).first();
    await finding.getByRole('button').click();
    await expectText(page, '#panel-details', 'service-001.example.com');
    await expectText(page, '#panel-details', 'service-999');
    expect(await page.locator('.node.chosen').count()).toBe(1);
    await picture(page, 'five-chosen-light');
    expect(complaints).toEqual([]);
  });

  test('moves and scales', async () => {
    const { page } = await pages.openEnvironments();
    const transform = () => page.locator('svg.graph > g').getAttribute('transform');
    const fitted = await transform();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    const larger = await transform();
    expect(larger).not.toBe(fitted);
    const box = await page.locator('svg.graph').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 12, (box?.y ?? 0) + 12);
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + 112, (box?.y ?? 0) + 62);
    await page.mouse.up();
    expect(await transform()).not.toBe(larger);
    await page.getByRole('button', { name: 'Fit to view' }).click();
    expect(await transform()).toBe(fitted);
  });
});

describe('cost and environments', () => {
  test('are tables that say what differs, and switch the environment', async () => {
    const { page } = await pages.openEnvironments();
    const row = page.locator('#environments tr', {
      hasText: 'Deployment event-system-event-backend-backend',
    });
    expect(await row.locator('td').allTextContents()).toHaveLength(4 * environments.length);
    expect(await row.locator('td.differs').count()).toBeGreaterThan(0);
    const before = await page.locator('#cost tfoot').textContent();
    await choose(page, 'prod');
    expect(await page.locator('#cost tfoot').textContent()).not.toBe(before);
    await page.locator('#environments').scrollIntoViewIfNeeded();
    await picture(page, 'environments-light');
    await page.getByLabel('Show workloads that are alike, too').check();
    expect(await page.locator('#environments tbody tr').count()).toBeGreaterThan(9);
  });
});

describe('what somebody else has written', () => {
  const name = '<img src=x onerror=alert(1)></script><script>alert(1)</script>\u2028';

  test('stays text, whatever it says', async () => {
    const hostile = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: '<script>alert(1)</script>' },
      spec: { selector: { app: name }, ports: [{ name, port: 80 }] },
    };
    const text = written([hostile, ...largeSystem(5, 1)]);
    const { page, complaints } = await pages.openText(text, '<b>');
    expect(await page.title()).toBe('Mesh report: <b>');
    await page.locator(`.node[aria-label*="onerror"]`).click();
    await expectText(page, '#panel-details h3', name);
    expect(await page.locator('img, b, script:not([id])').count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});
