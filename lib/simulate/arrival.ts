import type { AccessRequest } from './access-request';
import type { Access } from './authorization';
import { serverAddresses } from './client-access';
import type { Proxy } from './proxy';
import { withHeaders } from './header-operations';
import type { PreparedRequest } from './prepared-request';
import type { WeightedDestination } from './route-action';
import { requestPath } from './request-path';
import { serverOf, verdict, ztunnelServer, type Server } from './server';
import { waypointBefore, type Waypoint } from './waypoint';
import { serverProxy, transport, type Transport } from './transport';
import type { Endpoint } from '../mesh/endpoints';
import type { Mesh } from '../mesh/mesh';
import type { ServicePort } from '../mesh/services';
import type { Workload } from '../mesh/workloads';
import { numberOf, objectsOf } from '../vocabulary/json-fields';

/** What happens to a request where it arrives. */
export interface Arrival {
  /** Undefined when the servers take it. */
  readonly refusal?: Refusal;
  /** What the policies of the servers say. */
  readonly access?: Access;
  readonly words: string;
}

/** Why a server takes no request; the status is null where it closes the connection. */
export interface Refusal {
  readonly status: 401 | 403 | 503 | null;
  readonly reason: string;
  readonly access?: Access;
}

interface Door {
  readonly server: Server;
  /** The waypoint that stands before it. */
  readonly waypoint?: Waypoint;
  readonly transport: Transport;
  readonly port: number;
}

/** The proxies of servers: how they are reached and what they refuse. Made once for each client's proxy. */
export class Arrivals {
  readonly #doors = new Map<WeightedDestination, Door | undefined>();

  constructor(
    private readonly mesh: Mesh,
    private readonly client: Proxy,
    private readonly entry: 'gateway' | 'workload',
  ) {}

  /** Undefined where nothing stands before the servers. All pods of a destination are taken to be alike. */
  at(
    destination: WeightedDestination,
    request: PreparedRequest,
    path: string | undefined,
  ): Arrival | undefined {
    if (!this.#doors.has(destination)) this.#doors.set(destination, this.#doorOf(destination));
    const door = this.#doors.get(destination);
    if (door === undefined) return undefined;
    const { transport: reached, waypoint, server } = door;
    if (reached.kind === 'broken') {
      return { refusal: { status: 503, reason: reached.words }, words: reached.words };
    }
    if (reached.kind === 'refused') {
      const access = { allowed: false, policy: null, rule: null, reason: reached.words };
      return { refusal: { status: null, reason: reached.words, access }, words: reached.words };
    }
    if (server.open && (waypoint?.server.open ?? true)) return undefined;
    const asked = this.#accessOf(destination, request, path, door);
    const own = `ns/${this.client.namespace}/sa/${this.client.serviceAccount}`;
    const called = { ...asked, ...serverAddresses(request, this.entry) };
    if (waypoint === undefined) return this.#judged(server, request, called, door, own, reached.words);
    const words = `by waypoint ${waypoint.name}`;
    const before = this.#judged(waypoint.server, request, called, door, own, words);
    if (before.refusal !== undefined || server.open) return before;
    // The pods are called by the address of the waypoint, which is not known.
    const after = this.#judged(server, request, asked, door, waypoint.identity, reached.words);
    return { ...after, words: `${before.words}; ${after.words}` };
  }

  /** What a server's policies say to a caller. */
  #judged(
    server: Server,
    request: PreparedRequest,
    asked: AccessRequest,
    { transport: reached, waypoint }: Door,
    identity: string,
    how: string,
  ): Arrival {
    const principal = `${this.mesh.config.trustDomain}/${identity}`;
    const identified = reached.kind === 'open' && reached.identified;
    const { status, access } = verdict(server, request, identified ? { ...asked, principal } : asked);
    const words = [how, ...(server.note === undefined ? [] : [server.note]), access.reason].join('; ');
    if (status === null) return { access, words };
    // An Envoy that has called answers for the connection that ztunnel has closed.
    const isCalledByEnvoy = waypoint !== undefined || this.client.dataPlane === 'sidecar';
    const seen = server.closes ? (isCalledByEnvoy ? 503 : null) : status;
    return { refusal: { status: seen, reason: access.reason, access }, words };
  }

  #doorOf(destination: WeightedDestination): Door | undefined {
    const workload = destination.endpoints?.find((endpoint: Endpoint) => endpoint.workload)?.workload;
    if (workload === undefined) return undefined;
    const { mesh } = this;
    const port = containerPort(
      workload,
      destination.service?.ports.find(({ number }) => number === destination.port),
      destination.port,
    );
    const { dataPlane } = this.client;
    const reached = transport(mesh, dataPlane, destination, workload, port);
    const proxy = serverProxy(mesh, workload);
    if (proxy === 'none' && reached.kind === 'open') return undefined;
    const waypoint = waypointBefore(mesh, dataPlane, destination.service);
    return {
      server: (proxy === 'ztunnel' ? ztunnelServer : serverOf)(mesh, workload.namespace, workload.labels),
      transport: reached,
      port,
      ...(waypoint === undefined ? {} : { waypoint }),
    };
  }

  #accessOf(
    destination: WeightedDestination,
    request: PreparedRequest,
    path: string | undefined,
    { port }: Door,
  ): AccessRequest {
    return {
      method: request.method,
      path: path === undefined ? request.path : requestPath(path).path,
      authority: destination.authority ?? request.authority,
      port,
      headers: withHeaders(request.headers, destination.headers.request),
    };
  }
}

/** The port of the container behind a service's port. */
function containerPort({ podSpec }: Workload, port: ServicePort | undefined, absent: number): number {
  const target = port?.targetPort ?? port?.number ?? absent;
  if (typeof target === 'number') return target;
  for (const container of objectsOf(podSpec['containers'])) {
    const named = objectsOf(container['ports']).find(({ name }) => name === target);
    if (named) return numberOf(named['containerPort']) ?? absent;
  }
  return absent;
}
