import { createHash } from 'node:crypto';
import path from 'node:path';
import type { CheckReport } from './check-report';
import { catalogue } from '../analysis/catalogue';
import { engineCodes } from '../analysis/engine-codes';
import type { Finding, Severity } from '../analysis/finding';
import { pageUrl } from '../analysis/rule';
import { printableJson } from '../vocabulary/printable';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * The findings as SARIF, which GitHub's code scanning shows at their lines.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport({ findings }: CheckReport): string {
  const codes = new Set(findings.map(({ code }) => code));
  const rules = [...engineCodes, ...catalogue].filter(({ code }) => codes.has(code));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'event-mesh check',
            informationUri: 'https://www.npmjs.com/package/cdk8s-event-mesh',
            rules: rules.map(({ code, name, severity, summary }) => ({
              id: code,
              name,
              shortDescription: { text: summary },
              helpUri: pageUrl(name),
              defaultConfiguration: { level: LEVELS[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) =>
          resultOf(
            finding,
            rules.findIndex(({ code }) => code === finding.code),
          ),
        ),
      },
    ],
  };
  return printableJson(log);
}

function resultOf(finding: Finding, ruleIndex: number): object {
  const { code, severity, message, remedy, file, line } = finding;
  const place = [finding.kind, finding.namespace, finding.name, finding.path].filter((part) => part !== '');
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${message}; ${remedy}` },
    locations: [
      {
        ...(file === undefined
          ? {}
          : {
              physicalLocation: {
                artifactLocation: { uri: uriOf(file) },
                region: { startLine: line ?? 1 },
              },
            }),
        logicalLocations: [{ fullyQualifiedName: place.join('/'), kind: 'resource' }],
      },
    ],
    // Without the line: a finding stays the same when lines above it come and go.
    partialFingerprints: {
      'objectField/v1': createHash('sha256')
        .update([code, ...place, message].join('\n'))
        .digest('hex'),
    },
  };
}

/** A path relative to the working directory, which is the repository's root where GitHub reads it. */
function uriOf(file: string): string {
  const relative = path.relative('', file);
  const outside = relative.startsWith('..');
  return (outside ? path.resolve(file) : relative)
    .split(path.sep)
    .map((part) => encodeURIComponent(part))
    .join('/');
}
