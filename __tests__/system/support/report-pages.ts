import { afterAll, beforeAll, expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { report as command } from '../../../lib/cli/report';
import { runCommand } from '../../cli/run-command';
import { Synthesis } from '../../cluster/synthesis';
import { TemporaryFolder } from '../../fixtures/temporary-folder';
import { ReportBrowser, type OpenPage } from './browser';
import { largeSystem } from './large-system';

/** The environments of the project. */
export const environments = ['dev', 'staging', 'prod'] as const;
/** The services of the large system. */
export const SERVICES = 300;

/** Objects as a file of documents. */
export function written(objects: readonly object[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}

/** The reports that the command writes about the project's environments and about a large system, and a browser for them. */
export class ReportPages {
  readonly #browser = new ReportBrowser();
  readonly #folder = new TemporaryFolder();
  #synthesis: Synthesis | undefined;
  #ofEnvironments = '';
  #ofLarge = '';

  /** Makes them for the tests of the enclosing file. */
  static forTests(): ReportPages {
    const pages = new ReportPages();
    beforeAll(async () => {
      const synthesis = await Synthesis.run();
      pages.#synthesis = synthesis;
      pages.#ofEnvironments = await pages.#report(
        ...environments.map((name) => `${name}=${synthesis.manifests(name)}`),
      );
      pages.#ofLarge = await pages.#report(pages.#file('large.yaml', written(largeSystem(SERVICES))));
      await pages.#browser.start();
    }, 180_000);
    afterAll(async () => {
      await pages.#browser.stop();
      pages.#synthesis?.remove();
      pages.#folder.remove();
    });
    return pages;
  }

  /** Where the manifests of an environment lie. */
  manifests(environment: (typeof environments)[number]): string {
    if (this.#synthesis === undefined) throw new Error('nothing is synthesised yet');
    return this.#synthesis.manifests(environment);
  }

  openEnvironments(options?: BrowserContextOptions): Promise<OpenPage> {
    return this.#browser.open(this.#ofEnvironments, options);
  }

  openLarge(options?: BrowserContextOptions): Promise<OpenPage> {
    return this.#browser.open(this.#ofLarge, options);
  }

  /** A report about one text of manifests. */
  async openText(text: string, name = 'text'): Promise<OpenPage> {
    return this.#browser.open(await this.#report(`${name}=${this.#file('text.yaml', text)}`));
  }

  async #report(...paths: readonly string[]): Promise<string> {
    const out = this.#folder.at('report.html');
    const { exitCode, stderr } = await runCommand(command, [...paths, '--out', out]);
    expect([exitCode, stderr]).toEqual([0, '']);
    return readFileSync(out, 'utf8');
  }

  #file(name: string, text: string): string {
    this.#folder.write(name, text);
    return this.#folder.at(name);
  }
}

/** Switches to an environment. */
export async function choose(page: Page, environment: string): Promise<void> {
  await page.locator('.switch label', { hasText: environment }).click();
}

/** Expects words somewhere in a part of a page. */
export async function expectText(page: Page, selector: string, text: string): Promise<void> {
  expect(await page.locator(selector).textContent()).toContain(text);
}
