import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { isDeferral } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** What is said of a value that cannot be meant. */
export interface Expectation {
  /** The code of the error. */
  readonly code: string;
  /** The user's property. */
  readonly property: string;
  /** What it may be. */
  readonly expected: string;
  /** What to do. */
  readonly remedy: string;
  /** Whose property it is; a value that is made before its construct has none yet. */
  readonly scope?: IConstruct | undefined;
}

/**
 * Refuses a literal that istiod or the API server would refuse. Deploy-time values pass: they have bounds of their own.
 *
 * @throws ConfigError with the expectation's code
 */
export function checkLiteral<T extends string | number>(
  value: Deferred<T> | undefined,
  holds: (literal: T) => boolean,
  { code, property, expected, remedy, scope }: Expectation,
): void {
  if (value === undefined || isDeferral(value) || holds(value)) return;
  const found = typeof value === 'string' ? `'${value}'` : String(value);
  throw new ConfigError(code, scope, `'${property}' is ${found}, expected ${expected}; ${remedy}`);
}

/** Refuses a literal that a list holds twice. */
export function checkUnique(
  scope: IConstruct | undefined,
  property: string,
  values: readonly Deferred<string | number>[],
): void {
  const twice = values.find((value, index) => !isDeferral(value) && values.indexOf(value) !== index);
  if (twice === undefined) return;
  throw new ConfigError(
    'duplicate',
    scope,
    `'${property}' is '${twice as string | number}' twice, expected each once; change or leave out one of them`,
  );
}
