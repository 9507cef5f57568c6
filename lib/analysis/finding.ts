/** How bad a finding is: it breaks, it may hurt, it is worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** The severities, the worst first. */
export const severities: readonly [Severity, ...Severity[]] = ['error', 'warning', 'info'];

/** Something wrong with one object, as plain data: what `event-mesh check --format json` prints. */
export interface Finding {
  /** The rule's code, such as `EVM101`; stable, and never reused. */
  readonly code: string;
  /** The codes by which istioctl (`IST…`) and Kiali (`KIA…`) know the same finding. */
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for an object of the whole cluster. */
  readonly namespace: string;
  readonly name: string;
  /** The field: `spec.http[0].route[0].destination.host`. */
  readonly path: string;
  /** The file that the object was read from. */
  readonly file?: string;
  /** The line of the field in the file, counted from 1. */
  readonly line?: number;
  /** The path of the construct that made the object. */
  readonly construct?: string;
  /** What is wrong: what was found, and what was expected. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
  /** The rule's page. */
  readonly url: string;
}
