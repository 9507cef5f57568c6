import { gatewayAccess } from './client-access';
import type { Answer, AnsweredDestination } from './answer';
import { entryOf, type Call } from './call';
import { answered, forwarded, type Draft } from './draft';
import { inEnvoysWords, responseFlags } from './envoy-words';
import { entryPoint, type EntryPoint, type GatewayEntry, type WorkloadEntry } from './entry-point';
import { tlsServerFor, type GatewayListener } from './gateway-listener';
import { throughStream } from './gateway-stream';
import { preparedRequest, type PreparedRequest } from './prepared-request';
import type { DataPlane, Proxy } from './proxy';
import { routed } from './routing';
import { sent } from './sending';
import { verdict } from './server';
import { tokenVerdict } from './token';
import { silent, WrittenTrace, type Trace } from './trace';
import { Unknowns } from './unknowns';
import type { VirtualHosts } from './virtual-host';
import { waypointProxy } from './waypoint';
import { DestinationRules } from '../mesh/destination-rules';
import type { GatewayServer } from '../mesh/gateways';
import type { Labels } from '../mesh/label-selector';
import type { EffectiveRule } from '../mesh/merged-rules';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import { trafficPolicy, type TrafficPolicy } from '../mesh/traffic-policy';
import { visibleServices } from '../mesh/visible-services';

type DestinationPlace = Pick<AnsweredDestination, 'host' | 'port' | 'subset'>;

/**
 * Says what a mesh does with requests, before a cluster exists. What the proxies are told is worked out once for each
 * place where requests enter; a decision is then a few look-ups.
 */
export class Simulator {
  readonly #entries = new Map<string, EntryPoint>();

  readonly #unknowns: Unknowns;

  constructor(private readonly mesh: Mesh) {
    this.#unknowns = new Unknowns(mesh);
  }

  /**
   * @param options.trace whether the answer tells its steps; without them it is much faster
   * @throws UnreadableCall for a request that cannot be read, or that enters where nothing is
   */
  answer(call: Call, options: { readonly trace: boolean } = { trace: true }): Answer {
    const entry = this.#entry(call.from);
    const request = preparedRequest(call);
    const trace = options.trace ? new WrittenTrace() : undefined;
    const draft =
      entry.kind === 'gateway'
        ? throughGateway(entry, request, trace ?? silent)
        : fromWorkload(entry, request, trace ?? silent);
    if (trace) {
      const words = inEnvoysWords(this.mesh, entry, request, draft);
      if (words !== undefined) trace.say(() => `in Envoy's words: ${words}`);
    }
    const unknown = [...new Set([...(draft.unknown ?? []), ...this.#unknowns.of(entry, draft)])];
    for (const reason of unknown) trace?.say(() => `unknown because ${reason}`);
    return answered(draft, { flags: responseFlags(entry, draft), unknown, trace: trace?.steps ?? [] });
  }

  /** The traffic policy towards the first destination of an answer; nothing where it has none. */
  trafficPolicyOf({ from }: Call, { destinations: [first] }: Answer): TrafficPolicy {
    return first === undefined ? {} : this.trafficPolicyTowards(from, first);
  }

  /** The traffic policy of the proxy at an entry towards a host, port and subset. */
  trafficPolicyTowards(from: string, { host, port, subset }: DestinationPlace): TrafficPolicy {
    return trafficPolicy(this.#ruleFor(from, host), subset, port);
  }

  /** The labels that the proxy at an entry knows a subset by; undefined where it knows none of that name. */
  labelsOfSubset(from: string, { host, subset }: DestinationPlace): Labels | undefined {
    return this.#ruleFor(from, host)?.subsets.find(({ name }) => name === subset)?.labels;
  }

  #ruleFor(from: string, host: string): EffectiveRule | undefined {
    const { proxy: client } = this.#entry(from);
    const service = visibleServices(this.mesh, client.namespace).get(host);
    const proxy = client.dataPlane === 'sidecar' ? client : this.#waypointFor(client, service);
    if (proxy === undefined) return undefined;
    return DestinationRules.of(this.mesh).effective({
      host,
      serviceNamespace: service?.namespace ?? '',
      clientNamespace: proxy.namespace,
      clientLabels: proxy.labels,
    });
  }

  #waypointFor({ dataPlane }: Proxy, service: MeshService | undefined): Proxy | undefined {
    return dataPlane === 'ztunnel' && service ? waypointProxy(this.mesh, service) : undefined;
  }

  #entry(from: string): EntryPoint {
    const known = this.#entries.get(from);
    if (known) return known;
    const made = entryPoint(this.mesh, entryOf(from));
    this.#entries.set(from, made);
    return made;
  }
}

function throughGateway(entry: GatewayEntry, request: PreparedRequest, trace: Trace): Draft {
  trace.say(() => `enters at port ${entry.port} of the gateway that ${entry.proxy.name} carries out`);
  const stream = streamServer(entry, request);
  if (stream !== undefined) return throughStream(entry, stream.listener, stream.server, request, trace);
  const hosts = gatewayHostsFor(entry, request, trace);
  if (hosts === undefined) return { outcome: 'no_route', status: null };
  const judged = entry.server.open
    ? undefined
    : verdict(entry.server, request, gatewayAccess(request, entry.port, entry.trustedProxies));
  if (judged) trace.say(() => `authorization at the gateway: ${judged.access.reason}`);
  if (judged && judged.status !== null) {
    const { access, status } = judged;
    return {
      outcome: 'denied',
      status,
      access,
      unknown: access.unknown === undefined ? [] : [access.unknown],
    };
  }
  const token = tokenVerdict(entry.server.authentications, request);
  const known = token.kind === 'accepted' ? request.withClaims(token.claims) : request;
  const found: Draft = routed(hosts, entry.arrivals, known, trace) ?? { outcome: 'no_route', status: 404 };
  if (judged === undefined) return found;
  const { access } = judged;
  const unknown = [...(access.unknown === undefined ? [] : [access.unknown]), ...(found.unknown ?? [])];
  return { ...found, access: found.access ?? access, unknown };
}

/** The server that passes a stream on as it comes; undefined where HTTP is looked into. */
function streamServer(
  { listener }: GatewayEntry,
  { scheme, host }: PreparedRequest,
): { readonly listener: GatewayListener; readonly server: GatewayServer } | undefined {
  if (listener === undefined || !['tcp', 'tls', 'https'].includes(scheme)) return undefined;
  const found = scheme === 'tcp' ? undefined : tlsServerFor(listener, host);
  const server = scheme === 'tcp' ? listener.tcp : found?.hosts === undefined ? found?.server : undefined;
  return server && { listener, server };
}

/** The virtual hosts that a request finds at a gateway; undefined when the connection is refused. */
function gatewayHostsFor(
  { listener, port }: GatewayEntry,
  request: PreparedRequest,
  trace: Trace,
): VirtualHosts | undefined {
  if (listener === undefined) {
    trace.say(() => `no server listens at port ${port}: the connection is refused`);
    return undefined;
  }
  if (request.scheme !== 'https') {
    if (listener.plain === undefined) trace.say(() => `port ${port} serves no plain HTTP`);
    return listener.plain;
  }
  const found = tlsServerFor(listener, request.host);
  if (found?.hosts === undefined) {
    trace.say(() => `no server at port ${port} ends TLS for ${request.host}: the connection is closed`);
  } else {
    trace.say(() => `TLS ends at server ${found.server.index} of Gateway ${found.server.gateway}`);
  }
  return found?.hosts;
}

const HANDLED: Readonly<Record<DataPlane, string>> = {
  sidecar: '',
  ztunnel: ' by ztunnel',
  none: ' without a proxy',
};

function fromWorkload(entry: WorkloadEntry, request: PreparedRequest, trace: Trace): Draft {
  const listener = entry.listenerAt(request.port);
  const { sidecar } = listener;
  trace.say(
    () =>
      `leaves ${entry.proxy.name} for port ${request.port}` +
      HANDLED[entry.proxy.dataPlane] +
      (sidecar === undefined ? '' : `; Sidecar ${sidecar} says what its proxy knows`),
  );
  const note = listener.note?.(request.host);
  if (note !== undefined) trace.say(() => note);
  const stream = listener.streams?.(request);
  if (stream?.action.kind === 'forward') {
    trace.say(
      () =>
        `${stream.owner === '' ? 'no route' : `route ${stream.name} of ${stream.owner}`}: passes the stream on`,
    );
    return sent(undefined, stream, stream.action, entry.arrivals, request, trace);
  }
  const found = listener.hosts && routed(listener.hosts, entry.arrivals, request, trace);
  if (found !== undefined) return found;
  if (listener.allowsUnknownHosts) {
    trace.say(() => `the mesh does not know ${request.host}: passed through to where it was going`);
    return forwarded('passthrough', null);
  }
  trace.say(() => `its proxy does not know ${request.host}, and unknown hosts are refused (REGISTRY_ONLY)`);
  return forwarded('blackhole', listener.hosts === undefined ? null : 502);
}
