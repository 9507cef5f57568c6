import { severities, type Finding, type Severity } from '../analysis/finding';
import type { Manifest } from '../mesh/manifest';

/** What the formats of `event-mesh check` print. */
export interface CheckReport {
  readonly findings: readonly Finding[];
  /** Everything that was judged. */
  readonly manifests: readonly Manifest[];
  /** Whether the output goes to a terminal. */
  readonly color: boolean;
}

/** How many findings there are of each severity. */
export function countsOf(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const count = (wanted: Severity): number => findings.filter(({ severity }) => severity === wanted).length;
  return Object.fromEntries(severities.map((severity) => [severity, count(severity)])) as Record<
    Severity,
    number
  >;
}
