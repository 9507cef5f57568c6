import { countsOf, type CheckReport } from './check-report';

/** The findings as JSON, for programs. */
export function jsonReport({ findings, manifests }: CheckReport): string {
  const { error, warning, info } = countsOf(findings);
  const summary = { objects: manifests.length, errors: error, warnings: warning, infos: info };
  return `${JSON.stringify({ findings, summary }, undefined, 2)}\n`;
}
