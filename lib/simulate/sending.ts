import type { Arrivals } from './arrival';
import type { Access } from './authorization';
import type { Draft } from './draft';
import type { PreparedRequest } from './prepared-request';
import { isAvailable, type Forward, type WeightedDestination } from './route-action';
import type { Trace } from './trace';

/**
 * What becomes of a request that a route sends on: whether anybody answers, and whether the proxies of the servers let
 * it in. It is denied where every destination that answers denies it.
 */
export function sent(
  forward: Forward,
  arrivals: Arrivals,
  request: PreparedRequest,
  trace: Trace,
): Omit<Draft, 'route'> {
  const path = forward.rewrite?.(request.path);
  // Envoy leaves a path alone that a rewrite would empty.
  const rewritten = path === undefined || path === '' ? undefined : path + request.query;
  if (rewritten !== undefined) trace.say(() => `path rewritten to ${rewritten}`);
  let refused: Partial<Draft> | undefined;
  let changed = false;
  let served = false;
  let allowing: Access | undefined;
  const destinations: WeightedDestination[] = [];
  for (const destination of forward.destinations) {
    const arrival = isAvailable(destination) ? arrivals.at(destination, request, rewritten) : undefined;
    trace.say(() => inWords(destination, arrival?.words));
    if (arrival?.refusal === undefined) {
      served ||= isAvailable(destination);
      destinations.push(destination);
      allowing = arrival?.access ?? allowing;
      continue;
    }
    changed = true;
    const { status, access, reason } = arrival.refusal;
    if (access !== undefined) refused ??= { outcome: 'denied', status, access };
    destinations.push({ ...destination, unavailable: reason });
  }
  return {
    outcome: 'route',
    status: served ? null : forward.unknownStatus,
    ...(served ? {} : refused),
    ...(allowing === undefined ? {} : { access: allowing }),
    forward: changed ? { ...forward, destinations } : forward,
    ...(rewritten === undefined ? {} : { path: rewritten }),
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
