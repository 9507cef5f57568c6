import { describe, expect, test } from '@jest/globals';
import Ajv, { type SchemaObject } from 'ajv';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../lib/analysis/finding';
import { sarifReport } from '../../lib/cli/sarif-format';

/** The standard's schema, of draft 04 of JSON Schema, of which it uses what the later ones have too. */
const standard = readFileSync(path.join(__dirname, '../fixtures/sarif/sarif-2.1.0.json'), 'utf8');

const formats = {
  uri: (text: string): boolean => URL.canParse(text),
  'uri-reference': (text: string): boolean => URL.canParse(text, 'https://example.com'),
  'date-time': (text: string): boolean => !Number.isNaN(Date.parse(text)),
};

const finding: Finding = {
  code: 'EVM118',
  aliases: ['IST0118'],
  severity: 'info',
  apiVersion: 'v1',
  kind: 'Service',
  namespace: 'shop',
  name: 'web',
  path: 'spec.ports[0].name',
  file: 'my files/a#b.yaml',
  line: 8,
  message: 'port 80 has no protocol',
  remedy: 'name it',
  url: 'https://example.com',
};
const { file, line, ...unread } = finding;
const report = (findings: readonly Finding[]): string =>
  sarifReport({ findings, manifests: [], color: false });

describe('SARIF', () => {
  const schema = JSON.parse(standard) as SchemaObject;
  delete schema['$schema'];
  delete schema['id'];
  // One of its patterns is none by the rules of Unicode.
  const validate = new Ajv({ strict: false, unicodeRegExp: false, formats }).compile(schema);

  test.each([
    ['no finding', []],
    [
      'findings with and without a file',
      [finding, { ...unread, code: 'EVM101', severity: 'error' as const }],
    ],
  ])('is valid for %s', (_what, findings) => {
    validate(JSON.parse(report(findings)));
    expect(validate.errors).toBeNull();
  });

  test('names file and line, so that a review shows the finding there', () => {
    const { runs } = JSON.parse(report([finding])) as { runs: readonly object[] };
    expect(runs[0]).toMatchObject({
      tool: { driver: { rules: [{ id: 'EVM118', name: 'port-protocol-named' }] } },
      results: [
        {
          ruleId: 'EVM118',
          ruleIndex: 0,
          level: 'note',
          message: { text: 'port 80 has no protocol; name it' },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'my%20files/a%23b.yaml' },
                region: { startLine: line },
              },
              logicalLocations: [{ fullyQualifiedName: 'Service/shop/web/spec.ports[0].name' }],
            },
          ],
        },
      ],
    });
    expect(file).toBe('my files/a#b.yaml');
  });
});
