/**
 * Who refuses an object: the API server, by the kind's schema and its CEL rules, or istiod, by the semantic
 * validation of its kind, which the webhook and `istioctl analyze` run.
 */
export type Reviewer = 'api-server' | 'istiod';

/** One thing that is wrong with an object, at one of its fields. */
export interface Violation {
  /** The field: `spec.http[0].route[1].weight`; keys that are no plain names in brackets and quotes. */
  readonly path: string;
  /** What is wrong: got, expected, remedy; lower case, without full stop. */
  readonly message: string;
  /** An error is refused; a warning is accepted, and said to the author. */
  readonly severity: 'error' | 'warning';
  /**
   * Who says so. What istiod says, `istioctl analyze` says as IST0106 (error) or IST0133 (warning); what only the
   * API server refuses, it does not see at all.
   */
  readonly reviewers: readonly Reviewer[];
}
