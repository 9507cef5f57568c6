import { numberOf, objectOf, textOf } from '../vocabulary/json-fields';
import type { Json } from '../vocabulary/json';

/** How often, and on what, a proxy tries again. */
export interface RetryPolicy {
  /** Tries after the first one. */
  readonly attempts: number;
  /** The time for each try, as it was written; null for none but the route's own. */
  readonly perTryTimeout: string | null;
  /** What it tries again on, in Envoy's words, separated by commas. */
  readonly retryOn: string;
  /** Statuses that it tries again on. */
  readonly statusCodes: readonly number[];
}

const DEFAULT_ATTEMPTS = 2;
const DEFAULT_RETRY_ON = 'connect-failure,refused-stream,unavailable,cancelled';

/**
 * The policy of a route. Without one Istio tries twice more, where it is certain that the server has done nothing;
 * `attempts: 0` says never.
 *
 * @param fields `retries` of the route, else the mesh's `defaultHttpRetryPolicy`
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
export function retryPolicy(fields: Json | undefined): RetryPolicy | null {
  const standard = {
    attempts: DEFAULT_ATTEMPTS,
    perTryTimeout: null,
    retryOn: DEFAULT_RETRY_ON,
    statusCodes: [],
  };
  if (fields === undefined) return standard;
  const { attempts, perTryTimeout, retryOn } = objectOf(fields);
  const tries = numberOf(attempts) ?? 0;
  if (tries <= 0) return null;
  const conditions = textOf(retryOn);
  return {
    attempts: tries,
    perTryTimeout: textOf(perTryTimeout) ?? null,
    ...(conditions ? splitConditions(conditions) : { retryOn: standard.retryOn, statusCodes: [] }),
  };
}

/** Numbers among the conditions are statuses, as long as HTTP knows them. */
function splitConditions(text: string): Pick<RetryPolicy, 'retryOn' | 'statusCodes'> {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return {
    retryOn: words.filter((word) => !isStatus(word)).join(','),
    statusCodes: words.filter(isStatus).map(Number),
  };
}

/** The ranges of statuses that have a name. */
const STATUSES: readonly (readonly [number, number])[] = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 305],
  [307, 308],
  [400, 418],
  [421, 426],
  [428, 429],
  [431, 431],
  [451, 451],
  [500, 508],
  [510, 511],
];

function isStatus(word: string): boolean {
  const status = /^\d+$/.test(word) ? Number(word) : 0;
  return STATUSES.some(([from, to]) => status >= from && status <= to);
}
