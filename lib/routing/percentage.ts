import type { ChartValue, Deferred } from '../values/chart-value';
import { isDeferral } from '../values/expression';
import type { Percent } from '../vocabulary/percent';

/** A part of the requests: a `Percent`, or a deploy-time value from 0 to 100. */
export type Percentage = Percent | ChartValue<number>;

/** The part as a number from 0 to 100. */
export function percentNumber(percentage: Percentage): Deferred<number> {
  return isDeferral(percentage) ? percentage : percentage.value;
}
