import type { Probe } from './probe';
import type { ProbeEntry } from './probe-entries';
import { probesOfHttpRoute, probesOfRouteObject } from './route-probes';
import { Gateways } from '../mesh/gateways';
import { serviceHost } from '../vocabulary/host-name';
import { kubernetesGateways } from '../mesh/kubernetes-gateways';
import type { Mesh } from '../mesh/mesh';
import { protocolNamed, speaksHttp, type PortProtocol } from '../mesh/port-protocol';
import { VirtualServices } from '../mesh/virtual-services';
import { objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** What requests from one place to one host are worth trying: by scheme, host and port. */
export interface ProbedHost {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly probes: Probe[];
}

const WEB_PORT = 80;
const UNKNOWN = 'unknown.example';

/** The hosts that are worth asking for at an entry: those that a mesh names, near misses of wildcards, an unknown one. */
export function probedHosts(mesh: Mesh, entry: ProbeEntry): readonly ProbedHost[] {
  const found = new Map<string, ProbedHost>();
  const add = (scheme: string, pattern: string, port: number, probes: readonly Probe[]): void => {
    for (const host of examplesOf(pattern)) {
      const key = `${scheme} ${host} ${port}`;
      const known = found.get(key) ?? { scheme, host, port, probes: [] };
      known.probes.push(...probes);
      found.set(key, known);
    }
  };
  if (entry.port === undefined) addOfWorkloads(mesh, add);
  else addOfGateways(mesh, entry.port, add);
  return [...found.values()];
}

type Add = (scheme: string, pattern: string, port: number, probes: readonly Probe[]) => void;

function addOfGateways(mesh: Mesh, port: number, add: Add): void {
  const servers = Gateways.of(mesh).all.flatMap((gateway) =>
    gateway.servers.filter((one) => one.port === port),
  );
  for (const { gateway, hosts, protocol } of servers) {
    const scheme = schemeOf(protocol);
    add(scheme, UNKNOWN, port, [new Map()]);
    for (const { host } of hosts) add(scheme, host, port, [new Map()]);
    for (const { hosts: names, http } of VirtualServices.of(mesh).boundTo(gateway)) {
      for (const name of names) add(scheme, name, port, http.flatMap(probesOfHttpRoute));
    }
  }
  for (const { name, listeners } of kubernetesGateways(mesh)) {
    for (const { protocol, hostname } of listeners.filter((listener) => listener.port === port)) {
      const scheme = schemeOf(protocolNamed(protocol) ?? 'unknown');
      add(scheme, hostname, port, [new Map()]);
      add(scheme, UNKNOWN, port, [new Map()]);
      for (const route of routeObjects(mesh)) {
        if (
          !objectsOf(route.spec['parentRefs']).some((parent) => name.endsWith(`/${textOf(parent['name'])}`))
        )
          continue;
        const names = textsOf(route.spec['hostnames']);
        for (const host of names.length === 0 ? [hostname] : names) {
          add(scheme, host, port, probesOfRouteObject(route));
        }
      }
    }
  }
}

function addOfWorkloads(mesh: Mesh, add: Add): void {
  const ports = new Map<string, readonly { readonly number: number; readonly protocol: PortProtocol }[]>();
  for (const { host, ports: own } of mesh.services.all) {
    ports.set(
      host,
      own.filter(({ tcp }) => tcp),
    );
    for (const { number, protocol, tcp } of own) if (tcp) add(schemeOf(protocol), host, number, [new Map()]);
  }
  for (const { hosts, gateways, http } of VirtualServices.of(mesh).all) {
    if (!gateways.includes('mesh')) continue;
    const probes = http.flatMap(probesOfHttpRoute);
    for (const host of hosts) {
      const known = ports.get(host)?.filter(({ protocol }) => schemeOf(protocol) === 'http');
      for (const number of known?.map((port) => port.number) ?? [WEB_PORT]) add('http', host, number, probes);
    }
  }
  for (const route of routeObjects(mesh)) {
    for (const parent of objectsOf(route.spec['parentRefs']).filter(({ kind }) => kind === 'Service')) {
      const host = serviceHost(textOf(parent['name']) ?? '', textOf(parent['namespace']) ?? route.namespace);
      for (const { number } of ports.get(host) ?? []) add('http', host, number, probesOfRouteObject(route));
    }
  }
  add('http', UNKNOWN, WEB_PORT, [new Map()]);
}

function routeObjects(mesh: Mesh): Mesh['manifests'] {
  return ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'].flatMap((kind) =>
    mesh.of(`gateway.networking.k8s.io/${kind}`),
  );
}

function schemeOf(protocol: PortProtocol): string {
  if (protocol === 'https' || protocol === 'tls') return protocol;
  return speaksHttp(protocol) || protocol === 'unknown' ? 'http' : 'tcp';
}

/** A host as it is; below, far below and beside a wildcard. */
function examplesOf(pattern: string): readonly string[] {
  if (!pattern.startsWith('*')) return [pattern];
  if (pattern === '*') return [UNKNOWN];
  const suffix = pattern.slice(1);
  return [`any${suffix}`, `far.any${suffix}`, suffix.replace(/^\./, '')];
}
