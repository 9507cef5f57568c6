import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { picture } from './support/browser';
import { contrast } from './support/contrast';
import { expectText, ReportPages } from './support/report-pages';

const pages = ReportPages.forTests();

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
    const { page } = await pages.openEnvironments();
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
    const { page, complaints } = await pages.openEnvironments();
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
    const { page } = await pages.openLarge();
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
    const { page } = await pages.openEnvironments();
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
    const { page } = await pages.openEnvironments();
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
    const { page, complaints } = await pages.openEnvironments({ colorScheme });
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
    const { page } = await pages.openEnvironments({ colorScheme: 'dark' });
    const dark = await ground(page);
    await picture(page, 'dev-dark');
    await page.getByLabel('Colours').selectOption('light');
    const light = await ground(page);
    expect(contrast(dark, light)).toBeGreaterThan(10);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByLabel('Colours').selectOption('dark');
    expect(await ground(page)).toBe(dark);
    const large = await pages.openLarge({ colorScheme: 'dark' });
    await picture(large.page, 'large-dark');
  });
});
