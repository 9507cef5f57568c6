import type { IConstruct } from 'constructs';

/**
 * A mistake in what a user configured: the constructor, the evaluator or the emitter refuses it.
 *
 * `code` is stable and may be matched by callers; the message names the place, what was found, what was
 * expected and what to do.
 */
export class ConfigError extends Error {
  /** The name of the class, for logs. */
  override readonly name = 'ConfigError';

  constructor(
    readonly code: string,
    scope: IConstruct | undefined,
    message: string,
  ) {
    super(scope ? `${message} (at ${scope.node.path})` : message);
  }
}
