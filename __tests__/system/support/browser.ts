import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { TemporaryFolder } from '../../fixtures/temporary-folder';
import { program } from './programs';

/** Where pictures of pages are left to be looked at. */
const PICTURES = resolve(__dirname, '../../../test-output/report');

/** Waits for the first frame with the whole page, and says when it was there. */
const RENDERED = `new Promise((resolve) => {
  const look = () => {
    const [mark] = performance.getEntriesByName('rendered');
    if (mark) resolve(mark.startTime);
    else setTimeout(look, 10);
  };
  look();
})`;

/** A page that is open, and what it did that no page of ours may do. */
export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors, dialogs, and requests that leave the file. */
  readonly complaints: readonly string[];
  /** Milliseconds from the beginning of the navigation until the graph is drawn. */
  readonly rendered: number;
}

/** The real Chromium, which opens pages from files of its own. */
export class ReportBrowser {
  readonly #folder = new TemporaryFolder();
  #browser: Browser | undefined;
  #opened = 0;

  async start(): Promise<void> {
    this.#browser = await chromium.launch({
      executablePath: program('chromium'),
      // Chromium refuses its sandbox to root, as whom tests run in containers.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    this.#folder.remove();
  }

  async open(html: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
    if (this.#browser === undefined) throw new Error('the browser is not started');
    const file = this.#folder.at(`page-${(this.#opened += 1)}.html`);
    writeFileSync(file, html);
    const address = pathToFileURL(file).href;
    const context = await this.#browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      const url = request.url();
      if (url.replace(/#.*/, '') !== address && !url.startsWith('data:')) complaints.push(`request: ${url}`);
    });
    await page.goto(address);
    const rendered = await page.evaluate<number>(RENDERED);
    return { page, complaints, rendered };
  }
}

/** Leaves a picture of a page in the output of the tests. */
export async function picture(page: Page, name: string): Promise<void> {
  const file = join(PICTURES, `${name}.png`);
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file, animations: 'disabled' });
}
