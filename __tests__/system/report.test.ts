import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { manifestInput } from '../../lib/cli/manifest-input';
import { report as command } from '../../lib/cli/report';
import { Mesh } from '../../lib/mesh/mesh';
import { ending } from '../../lib/simulate/answer-text';
import type { Call } from '../../lib/simulate/call';
import { Simulator } from '../../lib/simulate/simulator';
import { runCommand } from '../cli/run-command';
import { Synthesis } from '../cluster/synthesis';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { picture, ReportBrowser } from './support/browser';
import { contrast } from './support/contrast';
import { largeSystem } from './support/large-system';

const SERVICES = 300;
const environments = ['dev', 'staging', 'prod'] as const;

const browser = new ReportBrowser();
const folder = new TemporaryFolder();
let synthesis: Synthesis;
let pageOfAll = '';
let pageOfLarge = '';

/** The page that the command writes. */
async function reportOn(...args: readonly string[]): Promise<string> {
  const out = folder.at('report.html');
  const { exitCode, stderr } = await runCommand(command, [...args, '--out', out]);
  expect([exitCode, stderr]).toEqual([0, '']);
  return readFileSync(out, 'utf8');
}

/** A file with a text, by its path. */
function fileOf(name: string, text: string): string {
  folder.write(name, text);
  return folder.at(name);
}

const written = (objects: readonly object[]) =>
  objects.map((object) => JSON.stringify(object)).join('\n---\n');

beforeAll(async () => {
  synthesis = await Synthesis.run();
  pageOfAll = await reportOn(...environments.map((name) => `${name}=${synthesis.manifests(name)}`));
  pageOfLarge = await reportOn(fileOf('large.yaml', written(largeSystem(SERVICES))));
  await browser.start();
}, 180_000);

afterAll(async () => {
  await browser.stop();
  synthesis.remove();
  folder.remove();
});

const names = (page: Page) => page.locator('.node .name').allTextContents();
const choose = (page: Page, environment: string) =>
  page.locator('.switch label', { hasText: environment }).click();

describe('the graph', () => {
  test.each(environments)('shows who talks to whom in %s, quietly', async (name) => {
    const { page, complaints, rendered } = await browser.open(pageOfAll);
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
    const { page, complaints, rendered } = await browser.open(pageOfLarge);
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
    const { page, complaints } = await browser.open(await reportOn(fileOf('five.yaml', broken)));
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
    const { page } = await browser.open(pageOfAll);
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

async function expectText(page: Page, selector: string, text: string): Promise<void> {
  expect(await page.locator(selector).textContent()).toContain(text);
}

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
    const simulator = new Simulator(
      new Mesh(manifestInput([synthesis.manifests('prod')], 'default').manifests),
    );
    const { page, complaints } = await browser.open(pageOfAll);
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
    const { page } = await browser.open(pageOfAll);
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
    const { page, complaints } = await browser.open(pageOfAll);
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

describe('cost and environments', () => {
  test('are tables that say what differs, and switch the environment', async () => {
    const { page } = await browser.open(pageOfAll);
    const row = page.locator('#environments tr', {
      hasText: 'Deployment event-system-event-backend-backend',
    });
    expect(await row.locator('td').allTextContents()).toHaveLength(4 * environments.length);
    expect(await row.locator('td.differs').count()).toBeGreaterThan(0);
    const before = await page.locator('#cost tfoot').textContent();
    await choose(page, 'prod');
    expect(await page.locator('#cost tfoot').textContent()).not.toBe(before);
    await page.locator('#environments').screenshot({ path: folder.at('environments.png') });
    await page.getByLabel('Show workloads that are alike, too').check();
    expect(await page.locator('#environments tbody tr').count()).toBeGreaterThan(9);
  });
});

/** What has the keyboard, by its id, class or words; and whether nothing shows that it has. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  const drawn = getComputedStyle(element.querySelector('.card') ?? element);
  const label = getComputedStyle(element.nextElementSibling ?? element);
  const isSeen = [drawn.outlineStyle, label.outlineStyle].some((style) => style !== 'none') || drawn.strokeWidth === '2.5px';
  const name = element.id || element.getAttribute('class') || element.textContent;
  return isSeen ? name : name + ' unseen';
})()`;

describe('the keyboard', () => {
  test('reaches everything, in the order of the page, and is seen where it is', async () => {
    const { page } = await browser.open(pageOfAll);
    const seen: string[] = [];
    for (let step = 0; step < 26; step++) {
      await page.keyboard.press('Tab');
      seen.push(await page.evaluate<string>(FOCUSED));
    }
    expect(seen[0]).toBe('skip');
    const order = [
      'environment-0',
      'theme',
      'filter',
      'filter-group',
      'tab-request',
      'panel-request',
      'request-from',
      'request-headers',
    ];
    expect(seen.filter((id) => order.includes(id))).toEqual(order);
    expect(seen.filter((id) => id.endsWith(' unseen'))).toEqual([]);
  });

  test('walks through the graph, chooses, lets go, and sends a request', async () => {
    const { page, complaints } = await browser.open(pageOfAll);
    await page.locator('.node.gateway').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expectText(page, '#panel-details h3', 'event-system-event-backend-');
    expect(await page.locator('#tab-details').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await page.locator('.node.chosen').count()).toBe(0);
    await page.locator('#tab-details').focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByLabel('Path', { exact: true }).focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.outcome').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test('collapses and expands a box', async () => {
    const { page } = await browser.open(pageOfLarge);
    await page.locator('.node.collapsed').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.node.collapsed').count()).toBe(11);
    await page.keyboard.press('Enter');
    expect(await page.locator('.node.collapsed').count()).toBe(12);
  });
});

describe('for everybody', () => {
  const spoken = [
    'button',
    'link',
    'textbox',
    'searchbox',
    'combobox',
    'radio',
    'checkbox',
    'tab',
    'region',
    'table',
  ];

  test('everything that can be used has a name, and the page has its landmarks and headings', async () => {
    const { page } = await browser.open(pageOfAll);
    // What was never in view has no names yet.
    for (const part of await page.locator('main > section').all()) await part.scrollIntoViewIfNeeded();
    const session = await page.context().newCDPSession(page);
    const { nodes } = (await session.send('Accessibility.getFullAXTree')) as {
      nodes: { ignored: boolean; role?: { value: string }; name?: { value: string } }[];
    };
    const exposed = nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name }) => [role?.value ?? '', name?.value ?? ''] as const);
    expect(exposed.filter(([role, name]) => spoken.includes(role) && name.trim() === '')).toEqual([]);
    for (const landmark of ['banner', 'navigation', 'main', 'complementary']) {
      expect(exposed.filter(([role]) => role === landmark)).toHaveLength(1);
    }
    expect(exposed.filter(([role]) => role === 'button').map(([, name]) => name)).toContain(
      'Store event-system-postgresql, PostgreSQL, namespace event-system, mutual TLS STRICT',
    );
    const levels = await page.evaluate<number[]>(
      `[...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName[1]))`,
    );
    expect(levels[0]).toBe(1);
    expect(levels.every((level, index) => index === 0 || level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    const ids = await page.evaluate<string[]>(`[...document.querySelectorAll('[id]')].map(({ id }) => id)`);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const referred = await page.evaluate<string[]>(
      `['for', 'aria-controls', 'aria-labelledby', 'aria-describedby', 'list'].flatMap((name) =>
        [...document.querySelectorAll('[' + name + ']')].map((one) => one.getAttribute(name)))`,
    );
    expect(referred.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('the lines of the graph are there as text', async () => {
    const { page } = await browser.open(pageOfAll);
    expect(await page.locator('#connections tbody tr').count()).toBe(await page.locator('.edge').count());
    await expectText(page, '#connections tbody', 'mutual TLS (STRICT)');
  });

  const grounds = ['ground', 'surface', 'raised', 'sunken', 'accent-wash'];
  const words = ['text', 'muted', 'accent', 'error', 'warning', 'info'];
  const pairs = [
    ...grounds.flatMap((ground) => words.map((word) => [word, ground, 4.5] as const)),
    ...['error', 'warning', 'info'].map((level) => ['on-level', level, 4.5] as const),
    ['on-accent', 'accent', 4.5] as const,
    ...['surface', 'sunken'].map((ground) => ['line', ground, 3] as const),
  ];

  test.each(['light', 'dark'] as const)('colours are told apart in %s', async (colorScheme) => {
    const { page, complaints } = await browser.open(pageOfAll, { colorScheme });
    const colours = await page.evaluate<Record<string, string>>(
      `(() => {
        const probe = document.body.appendChild(document.createElement('i'));
        return Object.fromEntries(
          ${JSON.stringify(pairs.flatMap(([one, other]) => [one, other]))}.map((name) => {
            probe.style.color = 'var(--' + name + ')';
            return [name, getComputedStyle(probe).color];
          }),
        );
      })()`,
    );
    const weak = pairs
      .map(([one, other, least]) => ({
        one,
        other,
        least,
        found: contrast(colours[one] ?? '', colours[other] ?? ''),
      }))
      .filter(({ found, least }) => found < least);
    expect(weak).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('is dark where the system is, or where somebody chooses it', async () => {
    const ground = (page: Page) => page.evaluate<string>(`getComputedStyle(document.body).backgroundColor`);
    const { page } = await browser.open(pageOfAll, { colorScheme: 'dark' });
    const dark = await ground(page);
    await picture(page, 'dev-dark');
    await page.getByLabel('Colours').selectOption('light');
    const light = await ground(page);
    expect(contrast(dark, light)).toBeGreaterThan(10);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByLabel('Colours').selectOption('dark');
    expect(await ground(page)).toBe(dark);
    const large = await browser.open(pageOfLarge, { colorScheme: 'dark' });
    await picture(large.page, 'large-dark');
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
    const { page, complaints } = await browser.open(await reportOn(`<b>=${fileOf('hostile.yaml', text)}`));
    expect(await page.title()).toBe('Mesh report: <b>');
    await page.locator(`.node[aria-label*="onerror"]`).click();
    await expectText(page, '#panel-details h3', name);
    expect(await page.locator('img, b, script:not([id])').count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});
