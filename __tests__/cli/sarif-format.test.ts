import { describe, expect, test } from '@jest/globals';
import Ajv from 'ajv';
import type { Finding } from '../../lib/analysis/finding';
import { sarifReport } from '../../lib/cli/sarif-format';

/** What GitHub's code scanning needs of SARIF 2.1.0, with the types and bounds of the standard's schema. */
const text = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1 } } };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const schema = {
  type: 'object',
  required: ['$schema', 'version', 'runs'],
  properties: {
    $schema: { type: 'string', pattern: 'sarif.*2\\.1\\.0' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['tool', 'results'],
        additionalProperties: false,
        properties: {
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          tool: {
            type: 'object',
            required: ['driver'],
            properties: {
              driver: {
                type: 'object',
                required: ['name', 'rules'],
                additionalProperties: false,
                properties: {
                  name: { type: 'string' },
                  informationUri: { type: 'string', pattern: '^https://' },
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: {
                      type: 'object',
                      required: ['id'],
                      additionalProperties: false,
                      properties: {
                        id: { type: 'string' },
                        name: { type: 'string' },
                        shortDescription: text,
                        helpUri: { type: 'string', pattern: '^https://' },
                        defaultConfiguration: { type: 'object', properties: { level } },
                      },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['ruleId', 'message', 'locations'],
              additionalProperties: false,
              properties: {
                ruleId: { type: 'string' },
                ruleIndex: { type: 'integer', minimum: 0 },
                level,
                message: text,
                partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
                locations: {
                  type: 'array',
                  items: {
                    type: 'object',
                    additionalProperties: false,
                    properties: {
                      physicalLocation: {
                        type: 'object',
                        required: ['artifactLocation', 'region'],
                        properties: {
                          artifactLocation: {
                            type: 'object',
                            properties: { uri: { type: 'string', minLength: 1 } },
                          },
                          region: {
                            type: 'object',
                            properties: { startLine: { type: 'integer', minimum: 1 } },
                          },
                        },
                      },
                      logicalLocations: {
                        type: 'array',
                        items: { type: 'object', required: ['fullyQualifiedName'] },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
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
  const validate = new Ajv({ strict: false }).compile(schema);

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
