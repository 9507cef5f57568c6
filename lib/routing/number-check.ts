import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { checkLiteral } from './literal-check';

/** Refuses what is no TCP port. */
export function checkPort(property: string, port: Deferred<number> | undefined, scope?: IConstruct): void {
  checkLiteral(port, (number) => Number.isInteger(number) && number >= 1 && number <= 65535, {
    code: 'port',
    property,
    expected: 'a whole number from 1 to 65535',
    remedy: 'give the port that is listened on',
    scope,
  });
}

/** Bounds of a number. */
export interface NumberBounds {
  /** @default 0 */
  readonly minimum?: number;
  /** @default - the greatest that the field holds: 2^31 - 1 */
  readonly maximum?: number;
  /** Takes fractions. @default false */
  readonly fractions?: boolean;
}

/** Refuses a number that is out of its bounds. */
export function checkNumber(
  property: string,
  value: Deferred<number> | undefined,
  { minimum = 0, maximum = 2 ** 31 - 1, fractions = false }: NumberBounds = {},
  scope?: IConstruct,
): void {
  const holds = (number: number) =>
    number >= minimum && number <= maximum && (fractions || Number.isInteger(number));
  checkLiteral(value, holds, {
    code: 'number',
    property,
    expected: `a ${fractions ? '' : 'whole '}number from ${minimum} to ${maximum}`,
    remedy: 'leave it out for the default',
    scope,
  });
}
