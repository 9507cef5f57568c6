import type { PreparedRequest } from './prepared-request';
import { exactly, stringCondition, type StringCondition } from './string-condition';
import { objectOf, objectsOf, textsOf } from '../vocabulary/json-fields';
import type { Json } from '../vocabulary/json';

/** Which pages of other origins may call. */
export interface CorsPolicy {
  readonly origins: readonly StringCondition[];
  /** Whether a preflight of another origin is sent on to the server. */
  readonly forwardsUnmatched: boolean;
}

/**
 * The CORS policy of a route; null for none.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy
 */
export function corsOf(fields: Json | undefined): CorsPolicy | null {
  if (fields === undefined) return null;
  const { allowOrigins, allowOrigin, unmatchedPreflights } = objectOf(fields);
  return {
    origins:
      allowOrigins === undefined
        ? textsOf(allowOrigin).map(exactOrigin)
        : objectsOf(allowOrigins).map((origin) => stringCondition(origin)),
    forwardsUnmatched: unmatchedPreflights !== 'IGNORE',
  };
}

/**
 * Whether the proxy answers a request itself as a preflight: one of an origin that is allowed, or of any where others
 * are not sent on.
 */
export function answersPreflight(cors: CorsPolicy, request: PreparedRequest): boolean {
  const origin = request.headers['origin'];
  if (request.method !== 'OPTIONS' || !origin || !request.headers['access-control-request-method'])
    return false;
  return !cors.forwardsUnmatched || cors.origins.some((allowed) => allowed.holds(origin));
}

function exactOrigin(origin: string): StringCondition {
  return origin === '*' ? stringCondition(undefined) : exactly(origin);
}
