import type { Destination } from './destination';
import type { HeaderEffects } from './header-operations';
import type { Redirect } from './redirect';
import type { RetryPolicy } from './retry-policy';
import type { PathRewrite } from './rewrite';

/** One destination of a route and its share of the requests. */
export interface WeightedDestination extends Destination {
  /** Percent of the requests; those of one route sum to 100. */
  readonly weight: number;
  /** What the route and this destination together do to the headers. */
  readonly headers: HeaderEffects;
  /** What the Host header is rewritten to. */
  readonly authority?: string;
}

/** A copy of requests that goes elsewhere; its answer is thrown away. */
export interface Mirror {
  readonly host: string;
  readonly port: number;
  readonly subset: string | null;
  readonly percent: number;
}

/** Sends requests on. */
export interface Forward {
  readonly kind: 'forward';
  readonly destinations: readonly WeightedDestination[];
  readonly rewrite?: PathRewrite;
  /** As it was written; null for none. */
  readonly timeout: string | null;
  readonly retries: RetryPolicy | null;
  readonly mirrors: readonly Mirror[];
  /** What the client gets when the route's only destination is one that the proxy does not know. */
  readonly unknownStatus: 500 | 503;
}

/** What a route does with a request. */
export type RouteAction =
  | Forward
  | { readonly kind: 'redirect'; readonly redirect: Redirect; readonly headers: HeaderEffects }
  | { readonly kind: 'direct_response'; readonly status: number; readonly headers: HeaderEffects };

/** The destinations of a route with what they have in common at the top. */
export function isAvailable({ unavailable }: Destination): boolean {
  return unavailable === undefined;
}
