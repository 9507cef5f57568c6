import type { Arrivals } from './arrival';
import { matches, type CompiledRoute } from './compiled-route';
import { answersPreflight } from './cors';
import type { Draft } from './draft';
import type { PreparedRequest } from './prepared-request';
import { toHttps } from './redirect';
import { sent } from './sending';
import type { Trace } from './trace';
import type { VirtualHost, VirtualHosts } from './virtual-host';

/** What the virtual hosts of a listener do with a request; undefined when none is for its host. */
export function routed(
  hosts: VirtualHosts,
  arrivals: Arrivals,
  request: PreparedRequest,
  trace: Trace,
): Draft | undefined {
  const virtualHost = hosts.of(request.host);
  if (virtualHost === undefined) {
    trace.say(() => `no virtual host for ${request.host}; there are ${listed(hosts)}`);
    return undefined;
  }
  trace.say(() => `virtual host ${virtualHost.host} for ${request.host}`);
  const { host } = virtualHost;
  if (virtualHost.requiresTls && request.scheme === 'http') {
    trace.say(() => 'a server for this host redirects plain HTTP to HTTPS');
    const location = toHttps.location(request);
    return { outcome: 'redirect', status: toHttps.status, virtualHost: host, location };
  }
  const route = firstRoute(virtualHost, request, trace);
  if (route === undefined) {
    trace.say(() => 'no route of this virtual host matches; others are not tried');
    if (virtualHost.routes.length > 0) trace.say(() => `nearest miss: ${nearestMiss(virtualHost, request)}`);
    return { outcome: 'no_route', status: 404, virtualHost: host };
  }
  return acted(host, route, arrivals, request, trace);
}

function firstRoute(
  { routes }: VirtualHost,
  request: PreparedRequest,
  trace: Trace,
): CompiledRoute | undefined {
  for (const route of routes) {
    if (matches(route, request)) {
      trace.say(() => `route ${labelOf(route)} matches${conditionsInWords(route)}`);
      return route;
    }
    trace.say(() => `route ${labelOf(route)} does not match: ${firstMiss(route, request)}`);
  }
  return undefined;
}

/** What a route that matched does: CORS answers first, then faults, then the action. */
function acted(
  virtualHost: string,
  route: CompiledRoute,
  arrivals: Arrivals,
  request: PreparedRequest,
  trace: Trace,
): Draft {
  const { action, cors, fault } = route;
  if (cors !== null && answersPreflight(cors, request)) {
    trace.say(() => 'the CORS policy answers the preflight');
    return { outcome: 'direct_response', status: 200, virtualHost, route };
  }
  if (fault?.abort && fault.abort.percent >= 100) {
    const { status } = fault.abort;
    trace.say(() => `the route's fault aborts with ${status}`);
    return { outcome: 'abort', status, virtualHost, route };
  }
  if (action.kind === 'forward') return sent(virtualHost, route, action, arrivals, request, trace);
  const { headers } = action;
  if (action.kind === 'direct_response') {
    trace.say(() => `the route answers ${action.status} itself`);
    return { outcome: 'direct_response', status: action.status, virtualHost, route, headers };
  }
  const location = action.redirect.location(request);
  trace.say(() => `redirects to ${location}`);
  return { outcome: 'redirect', status: action.redirect.status, virtualHost, route, location, headers };
}

function labelOf({ name, owner }: CompiledRoute): string {
  return owner === '' ? name : `${name} of ${owner}`;
}

function conditionsInWords({ match }: CompiledRoute): string {
  return match.conditions.length === 0 ? '' : `: ${match.conditions.map(({ words }) => words).join(', ')}`;
}

function firstMiss({ match }: CompiledRoute, request: PreparedRequest): string {
  return match.conditions.find((condition) => !condition.holds(request))?.words ?? '';
}

/** The route of which the least is missing, and what that is. */
function nearestMiss({ routes }: VirtualHost, request: PreparedRequest): string {
  const misses = routes.map((route) => ({
    route,
    missing: route.match.conditions.filter((condition) => !condition.holds(request)),
  }));
  const [nearest] = misses.sort((one, other) => one.missing.length - other.missing.length);
  return nearest === undefined
    ? ''
    : `route ${labelOf(nearest.route)}, but for: ${nearest.missing.map(({ words }) => words).join(', ')}`;
}

const MOST_LISTED = 8;

function listed({ all }: VirtualHosts): string {
  if (all.length === 0) return 'none';
  const names = all.slice(0, MOST_LISTED).map(({ host }) => host);
  return names.join(', ') + (all.length > MOST_LISTED ? ` and ${all.length - MOST_LISTED} more` : '');
}
