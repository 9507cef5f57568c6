import type { Deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';

/** Time and tries of requests. */
export interface RouteTimes {
  /** Seconds after which a request ends with 504, all tries together. */
  readonly timeoutSeconds: Deferred<number>;
  /** Tries after the first one; requests that change something are tried again only where no server has seen them. */
  readonly retryAttempts: Deferred<number>;
  /** Seconds that one try may take. */
  readonly perTryTimeoutSeconds: Deferred<number>;
}

/** Declares time and tries; `unseen` says when a request that changes something is tried again. */
export function declareRouteTimes(
  group: ChartValues,
  defaults: Readonly<Record<keyof RouteTimes, number>>,
  unseen: string,
): RouteTimes {
  const count = (key: keyof RouteTimes, minimum: number, maximum: number, description: string) =>
    group.integer(key, { default: defaults[key], minimum, maximum, description });
  return {
    timeoutSeconds: count(
      'timeoutSeconds',
      1,
      3600,
      'Seconds after which a request ends with 504, all tries together',
    ),
    retryAttempts: count(
      'retryAttempts',
      0,
      10,
      `Tries after the first one; requests that change something are tried again only where ${unseen}`,
    ),
    perTryTimeoutSeconds: count('perTryTimeoutSeconds', 1, 3600, 'Seconds that one try may take'),
  };
}
