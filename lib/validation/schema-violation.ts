/** What a kind's schema says of an object. */
export interface SchemaViolation {
  readonly path: string;
  readonly message: string;
  /**
   * The value is of no form that istiod could read into its own types: it refuses the whole object before it
   * validates the rest.
   */
  readonly undecodable: boolean;
}
