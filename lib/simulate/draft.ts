import type { Access } from './authorization';
import type { Answer, AnsweredDestination, Outcome } from './answer';
import { noHeaderEffects, type HeaderEffects } from './header-operations';
import type { CompiledRoute } from './compiled-route';
import { isAvailable, type Forward, type WeightedDestination } from './route-action';

/** A decision on its way to an answer. */
export interface Draft {
  readonly outcome: Outcome;
  readonly status: number | null;
  readonly virtualHost?: string | undefined;
  readonly route?: CompiledRoute | undefined;
  readonly location?: string | undefined;
  /** Where the request goes on. */
  readonly forward?: Forward | undefined;
  /** The path that the server gets, with query, where it is changed. */
  readonly path?: string | undefined;
  readonly headers?: HeaderEffects | undefined;
  readonly access?: Access | undefined;
  /** Why policies on the way may say otherwise. */
  readonly unknown?: readonly string[];
}

/** A decision that leaves the request as it is. */
export function forwarded(outcome: 'passthrough' | 'blackhole', status: number | null): Draft {
  return { outcome, status };
}

/** What the answers that send a request to the same destinations have in common. */
interface Sending {
  readonly destinations: readonly AnsweredDestination[];
  readonly headers: HeaderEffects;
  readonly authority: string | undefined;
}

const ALLOWED = { allowed: true, policy: null };
const NOTHING: readonly never[] = [];
const NOWHERE: Sending = { destinations: NOTHING, headers: noHeaderEffects, authority: undefined };
const sendings = new WeakMap<Forward, Sending>();

/** The answer that a decision comes to. */
export function answered(
  draft: Draft,
  { flags, unknown, trace }: Pick<Answer, 'flags' | 'unknown' | 'trace'>,
): Answer {
  const { route, forward, location, status, path, access } = draft;
  const sending = forward === undefined ? NOWHERE : sendingOf(forward);
  return {
    outcome: draft.outcome,
    status,
    virtualService: route === undefined || route.owner === '' ? null : route.owner,
    httpRoute: route === undefined ? null : route.name,
    matched: matchedBy(draft.virtualHost, route),
    destinations: sending.destinations,
    rewrite:
      path === undefined && sending.authority === undefined
        ? null
        : { path: path ?? null, authority: sending.authority ?? null },
    redirect: location === undefined || status === null ? null : { location, status },
    timeout: forward === undefined ? null : forward.timeout,
    retries: forward === undefined ? null : forward.retries,
    fault: route === undefined ? null : route.fault,
    mirrors: forward === undefined ? NOTHING : forward.mirrors,
    headers: forward === undefined ? (draft.headers ?? noHeaderEffects) : sending.headers,
    authorization: access === undefined ? ALLOWED : { allowed: access.allowed, policy: access.policy },
    flags,
    unknown,
    trace,
  };
}

function matchedBy(virtualHost: string | undefined, route: CompiledRoute | undefined): readonly string[] {
  if (virtualHost === undefined) return route === undefined ? NOTHING : [`route ${route.name}`];
  const host = `virtual host ${virtualHost}`;
  return route === undefined ? [host] : [host, `route ${route.name}`];
}

function sendingOf(forward: Forward): Sending {
  const known = sendings.get(forward);
  if (known !== undefined) return known;
  const made = {
    destinations: forward.destinations.map(answeredDestination),
    headers: commonHeaders(forward),
    authority: commonAuthority(forward.destinations),
  };
  sendings.set(forward, made);
  return made;
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
