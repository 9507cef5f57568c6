import type { AccessRequest } from './access-request';
import type { Access } from './authorization';
import type { Proxy } from './proxy';
import { withHeaders } from './header-operations';
import type { PreparedRequest } from './prepared-request';
import type { WeightedDestination } from './route-action';
import { requestPath } from './request-path';
import { serverOf, verdict, type Server } from './server';
import { serverProxy, transport, type Transport } from './transport';
import type { Endpoint } from '../mesh/endpoints';
import type { Mesh } from '../mesh/mesh';
import type { ServicePort } from '../mesh/services';
import type { Workload } from '../mesh/workloads';
import { numberOf, objectsOf } from '../vocabulary/json-fields';

/** What happens to a request where it arrives. */
export interface Arrival {
  /** Undefined when the servers take it. */
  readonly refusal?: { readonly status: 401 | 403 | 503; readonly reason: string; readonly access?: Access };
  /** What the policies of the servers say. */
  readonly access?: Access;
  readonly words: string;
}

interface Door {
  readonly server: Server;
  readonly transport: Transport;
  readonly port: number;
}

/** The proxies of servers: how they are reached and what they refuse. Made once for each client's proxy. */
export class Arrivals {
  readonly #doors = new Map<WeightedDestination, Door | undefined>();

  constructor(
    private readonly mesh: Mesh,
    private readonly client: Proxy,
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
    if (door.transport.kind === 'broken') {
      return { refusal: { status: 503, reason: door.transport.words }, words: door.transport.words };
    }
    if (door.server.open) return undefined;
    const { status, access } = verdict(
      door.server,
      request,
      this.#accessOf(destination, request, path, door),
    );
    const words = `${door.transport.words}; ${access.reason}`;
    return status === null
      ? { access, words }
      : { refusal: { status, reason: access.reason, access }, words };
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
    const reached = transport(mesh, destination, workload, port);
    if (serverProxy(mesh, workload) === 'none' && reached.kind === 'open') return undefined;
    return { server: serverOf(mesh, workload.namespace, workload.labels), transport: reached, port };
  }

  #accessOf(
    destination: WeightedDestination,
    request: PreparedRequest,
    path: string | undefined,
    { transport: reached, port }: Door,
  ): AccessRequest {
    const { namespace, serviceAccount } = this.client;
    const identity = `${this.mesh.config.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
    return {
      method: request.method,
      path: path === undefined ? request.path : requestPath(path).path,
      authority: destination.authority ?? request.authority,
      port,
      headers: withHeaders(request.headers, destination.headers.request),
      ...(reached.kind === 'open' && reached.identified ? { principal: identity } : {}),
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
