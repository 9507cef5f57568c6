import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { examplePrices } from '../../lib/cost/example-prices';
import type { PriceTable } from '../../lib/cost/price-table';
import { environmentReport } from '../../lib/report/environment-report';
import { pageCode } from '../../lib/report/page-code';
import { escapedJson, pageText } from '../../lib/report/page-text';
import { meshOf, shop } from './shop';

const code = pageCode();
const options = { prices: examplePrices['aws'] as PriceTable, preset: 'recommended' } as const;
const pageOf = (name: string, ...documents: readonly string[]) =>
  pageText({ environments: [environmentReport(name, meshOf(...documents), options)], differences: [] }, code);

/** What lies between two tags that stand once each. */
const between = (page: string, open: string, close: string) => {
  const start = page.indexOf(open) + open.length;
  return page.slice(start, page.indexOf(close, start));
};

describe('the page', () => {
  const page = pageOf('dev', shop);

  test('is the same for the same manifests, to the byte', () => {
    expect(pageOf('dev', shop)).toBe(page);
  });

  test('runs its own script and style alone, and fetches nothing', () => {
    const policy = between(page, 'Content-Security-Policy" content="', '"');
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src ${hash(code.script)};`);
    expect(policy).toContain(`style-src ${hash(code.style)};`);
    expect(policy).not.toContain('unsafe');
    expect(page.match(/<(script|link|img|iframe)[^>]* (src|href)="(?!data:)/g)).toBeNull();
    expect(code.style.match(/url\(\s*["']?(?!#)|@import/g)).toBeNull();
  });

  test('has no script that could end its own element, or write HTML', () => {
    expect(code.script.match(/<\/script|<!--/gi)).toBeNull();
    expect(code.style.match(/<\/style/gi)).toBeNull();
    expect(code.script.match(/\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b/g)).toBeNull();
  });

  test.each(['<script>alert(1)</script>', '</script><script>alert(1)</script>', '<!--', 'a\u2028b', '"\'&'])(
    'carries %j as the text that it is, in titles and in data',
    (name) => {
      const hostile = JSON.stringify({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: name, annotations: { note: name } },
        spec: { selector: { app: name }, ports: [{ name, port: 80 }] },
      });
      const made = pageOf(name, hostile);
      expect(made.match(/<script/g)).toHaveLength(2);
      expect(made.match(/<\/script>/g)).toHaveLength(2);
      expect(between(made, '<title>', '</title>')).not.toContain('<');
      const data = between(made, 'id="data">', '</script>');
      expect(data).not.toMatch(/[<>\u2028\u2029]/);
      expect((JSON.parse(data) as { environments: { name: string }[] }).environments[0]?.name).toBe(name);
    },
  );

  test('any JSON comes back from its text, which ends no element', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);
        const written = escapedJson(value);
        expect(JSON.parse(written)).toEqual(value);
        expect(written).not.toMatch(/[<>&\u2028\u2029]/);
      }),
    );
  });
});
