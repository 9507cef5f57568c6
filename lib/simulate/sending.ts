import type { Arrivals } from './arrival';
import type { Access } from './authorization';
import type { CompiledRoute } from './compiled-route';
import type { Draft } from './draft';
import type { PreparedRequest } from './prepared-request';
import { isAvailable, type Forward, type WeightedDestination } from './route-action';
import type { Trace } from './trace';

/**
 * What becomes of a request that a route sends on: whether anybody answers, and whether the proxies of the servers let
 * it in. It is denied where every destination that answers denies it.
 */
export function sent(
  virtualHost: string | undefined,
  route: CompiledRoute,
  forward: Forward,
  arrivals: Arrivals,
  request: PreparedRequest,
  trace: Trace,
): Draft {
  const path = forward.rewrite?.(request.path);
  // Envoy leaves a path alone that a rewrite would empty.
  const rewritten = path === undefined || path === '' ? undefined : path + request.query;
  if (rewritten !== undefined) trace.say(() => `path rewritten to ${rewritten}`);
  let served = false;
  let allowing: Access | undefined;
  let refused: { readonly status: 401 | 403 | 503 | null; readonly access: Access } | undefined;
  let destinations = forward.destinations;
  const unknown: string[] = [];
  for (const destination of forward.destinations) {
    const arrival = isAvailable(destination) ? arrivals.at(destination, request, rewritten) : undefined;
    trace.say(() => inWords(destination, arrival?.words));
    const reason = arrival?.access?.unknown ?? arrival?.refusal?.access?.unknown;
    if (reason !== undefined) unknown.push(reason);
    if (arrival?.refusal === undefined) {
      served ||= isAvailable(destination);
      allowing = arrival?.access ?? allowing;
      continue;
    }
    const { status, access, reason: why } = arrival.refusal;
    if (access !== undefined) refused ??= { status, access };
    destinations = destinations.map((one) => (one === destination ? { ...one, unavailable: why } : one));
  }
  const denied = served ? undefined : refused;
  return {
    outcome: denied === undefined ? 'route' : 'denied',
    status: served ? null : denied === undefined ? forward.unknownStatus : denied.status,
    virtualHost,
    route,
    forward: destinations === forward.destinations ? forward : { ...forward, destinations },
    path: rewritten,
    access: denied?.access ?? allowing,
    unknown,
  };
}

function inWords(
  { host, port, subset, weight, unavailable, endpoints }: WeightedDestination,
  arrival: string | undefined,
): string {
  const share = weight === 100 ? 'everything' : `${Math.round(weight * 100) / 100} %`;
  const where = `${share} to ${host}:${port}${subset === null ? '' : ` subset ${subset}`}`;
  if (unavailable !== undefined) return `${where}: 503, since ${unavailable}`;
  const who = endpoints === undefined ? '' : ` (${endpoints.map(({ name }) => name).join(', ')})`;
  return `${where}${who}${arrival === undefined ? '' : `: ${arrival}`}`;
}
