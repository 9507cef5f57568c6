import type { Access } from './authorization';
import type { Answer, AnsweredDestination, Outcome } from './answer';
import { noHeaderEffects, type HeaderEffects } from './header-operations';
import type { CompiledRoute } from './compiled-route';
import { isAvailable, type Forward, type WeightedDestination } from './route-action';

/** A decision on its way to an answer. */
export interface Draft {
  readonly outcome: Outcome;
  readonly status: number | null;
  readonly virtualHost?: string;
  readonly route?: CompiledRoute;
  readonly location?: string;
  /** Where the request goes on. */
  readonly forward?: Forward;
  /** The path that the server gets, with query, where it is changed. */
  readonly path?: string;
  readonly headers?: HeaderEffects;
  readonly access?: Access;
}

/** A decision that leaves the request as it is. */
export function forwarded(outcome: 'passthrough' | 'blackhole', status: number | null): Draft {
  return { outcome, status };
}

const ALLOWED = { allowed: true, policy: null };

/** The answer that a decision comes to. */
export function answered(draft: Draft, trace: readonly string[]): Answer {
  const { route, forward, location, status } = draft;
  const authority = forward && commonAuthority(forward.destinations);
  return {
    outcome: draft.outcome,
    status,
    virtualService: route === undefined || route.owner === '' ? null : route.owner,
    httpRoute: route?.name ?? null,
    matched: [
      ...(draft.virtualHost === undefined ? [] : [`virtual host ${draft.virtualHost}`]),
      ...(route === undefined ? [] : [`route ${route.name}`]),
    ],
    destinations: forward?.destinations.map(answeredDestination) ?? [],
    rewrite:
      draft.path === undefined && authority === undefined
        ? null
        : { path: draft.path ?? null, authority: authority ?? null },
    redirect: location === undefined || status === null ? null : { location, status },
    timeout: forward?.timeout ?? null,
    retries: forward?.retries ?? null,
    fault: route?.fault ?? null,
    mirrors: forward?.mirrors ?? [],
    headers: forward === undefined ? (draft.headers ?? noHeaderEffects) : commonHeaders(forward),
    authorization:
      draft.access === undefined ? ALLOWED : { allowed: draft.access.allowed, policy: draft.access.policy },
    trace,
  };
}

function answeredDestination(destination: WeightedDestination): AnsweredDestination {
  const { host, port, subset, weight, unavailable, endpoints } = destination;
  return {
    host,
    port,
    subset,
    weight,
    available: unavailable === undefined,
    reason: unavailable ?? null,
    endpoints: endpoints?.map(({ name }) => name) ?? null,
  };
}

/** What the destinations that answer agree on; of those that disagree, each has its own. */
function commonHeaders({ destinations }: Forward): HeaderEffects {
  const [first, ...others] = answering(destinations);
  if (first === undefined) return noHeaderEffects;
  const text = others.length === 0 ? '' : JSON.stringify(first.headers);
  return others.every(({ headers }) => JSON.stringify(headers) === text) ? first.headers : noHeaderEffects;
}

function commonAuthority(destinations: readonly WeightedDestination[]): string | undefined {
  const [first, ...others] = answering(destinations);
  return others.every(({ authority }) => authority === first?.authority) ? first?.authority : undefined;
}

/** Those that answer; all, where none does. */
function answering(destinations: readonly WeightedDestination[]): readonly WeightedDestination[] {
  const available = destinations.filter(isAvailable);
  return available.length === 0 ? destinations : available;
}
