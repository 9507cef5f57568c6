import { countsOf, type CheckReport } from './check-report';
import { printableJson } from '../vocabulary/printable';

/** The findings as JSON, for programs. */
export function jsonReport({ findings, manifests }: CheckReport): string {
  const { error, warning, info } = countsOf(findings);
  const summary = { objects: manifests.length, errors: error, warnings: warning, infos: info };
  return printableJson({ findings, summary });
}
