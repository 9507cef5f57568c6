import type { Draft } from './draft';
import type { EntryPoint, GatewayEntry } from './entry-point';
import { tlsServerFor } from './gateway-listener';
import type { PreparedRequest } from './prepared-request';
import { isAvailable, type WeightedDestination } from './route-action';
import type { Mesh } from '../mesh/mesh';
import { trafficPolicy } from '../mesh/traffic-policy';
import { hasLabels } from '../mesh/label-selector';
import { numberOf, objectOf } from '../vocabulary/json-fields';

const NO_FLAGS: readonly string[] = [];

/**
 * The response flags by which the access log of the proxy at the entry tells of an answer: `NR` no route, `NC` no such
 * cluster, `UH` no endpoint, `UF` no connection, `FI` and `DI` a fault's abort and delay.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#command-operators
 */
export function responseFlags(entry: EntryPoint, draft: Draft): readonly string[] {
  if (!hasEnvoy(entry)) return NO_FLAGS;
  const { outcome, status, forward, route } = draft;
  if (outcome === 'no_route') return status === null && !listens(entry) ? NO_FLAGS : ['NR'];
  if (outcome === 'blackhole') return status === null ? ['UH'] : NO_FLAGS;
  if (outcome === 'abort') return ['FI'];
  if (outcome !== 'route') return NO_FLAGS;
  const delayed = route?.fault?.delay != null && route.fault.delay.percent >= 100;
  if (status === null || forward === undefined) return delayed ? ['DI'] : NO_FLAGS;
  const failed = new Set(forward.destinations.map(failureOf));
  return [...(delayed ? ['DI'] : []), ...failed];
}

/** The way of a request in Envoy's own names; undefined where no Envoy stands at the entry, or nothing listens. */
export function inEnvoysWords(
  mesh: Mesh,
  entry: EntryPoint,
  request: PreparedRequest,
  draft: Draft,
): string | undefined {
  if (!hasEnvoy(entry) || (entry.kind === 'gateway' && !listens(entry))) return undefined;
  const port = entry.kind === 'gateway' ? listenerPort(mesh, entry) : request.port;
  const routes = draft.virtualHost === undefined ? undefined : routesName(entry, request, port);
  const flags = responseFlags(entry, draft);
  return [
    `listener 0.0.0.0:${port}`,
    ...(entry.kind === 'workload' ? ['(behind 15001)'] : []),
    ...(routes === undefined ? [] : [`route "${routes}"`]),
    ...clusters(draft),
    ...(flags.length === 0 ? [] : [`flag ${flags.join(',')}`]),
  ]
    .join(', ')
    .replace(', (', ' (');
}

/** Those that route to several clusters name each. */
function clusters({ outcome, forward }: Draft): readonly string[] {
  if (outcome === 'passthrough') return ['cluster PassthroughCluster'];
  if (outcome === 'blackhole') return ['cluster BlackHoleCluster'];
  return (forward?.destinations ?? []).map((destination) => {
    const { host, port, subset, service } = destination;
    const target = service?.ports.find(({ number }) => number === port)?.targetPort ?? port;
    const words = `cluster outbound|${port}|${subset ?? ''}|${host}`;
    if (!isAvailable(destination)) return `${words} (${failureOf(destination)})`;
    const most = poolInWords(destination);
    return `${words} to endpoint :${target}${most === '' ? '' : ` (UO beyond ${most})`}`;
  });
}

/** The flag of a destination at which nobody answers. */
function failureOf({ service, endpoints, rule, subset }: WeightedDestination): string {
  if (service === undefined) return 'NC';
  const known = subset === null || (rule?.subsets.some(({ name }) => name === subset) ?? false);
  if (!known || endpoints === undefined) return 'NC';
  return endpoints.length === 0 ? 'UH' : 'UF';
}

/** What a client's proxy has under way to a destination at most. */
function poolInWords({ rule, subset, port }: WeightedDestination): string {
  const { connectionPool } = trafficPolicy(rule, subset, port);
  const [tcp, http] = [objectOf(connectionPool?.['tcp']), objectOf(connectionPool?.['http'])];
  const limits: readonly (readonly [number | undefined, string])[] = [
    [numberOf(tcp['maxConnections']), 'connections'],
    [numberOf(http['http1MaxPendingRequests']), 'pending requests'],
    [numberOf(http['http2MaxRequests']), 'requests'],
  ];
  return limits.flatMap(([most, words]) => (most ? [`${most} ${words}`] : [])).join(' and ');
}

/** Sidecars name their routes by the port, gateways by protocol and port; those that end TLS by the server, too. */
function routesName(entry: EntryPoint, request: PreparedRequest, port: number): string {
  if (entry.kind === 'workload') return String(port);
  const server =
    request.scheme === 'https' && entry.listener
      ? tlsServerFor(entry.listener, request.host)?.server
      : undefined;
  if (server === undefined) return `http.${port}`;
  const { namespace, name } = server.manifest;
  return `https.${server.port}.${server.portName}.${name}.${namespace}`;
}

/** A gateway listens at the port of its pods that its Service leads to. */
function listenerPort(mesh: Mesh, { proxy, port }: GatewayEntry): number {
  const ports = mesh.services.all
    .filter(
      ({ namespace, selector }) =>
        namespace === proxy.namespace && selector !== undefined && hasLabels(proxy.labels, selector),
    )
    .flatMap((service) => service.ports);
  const target = ports.find(({ number }) => number === port)?.targetPort;
  return typeof target === 'number' ? target : port;
}

function listens(entry: EntryPoint): boolean {
  return entry.kind === 'workload' || entry.listener !== undefined;
}

function hasEnvoy({ proxy }: EntryPoint): boolean {
  return proxy.dataPlane === 'sidecar';
}
