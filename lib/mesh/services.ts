import { isExportedTo } from './export-scope';
import { isWildcard, serviceHost } from '../vocabulary/host-name';
import type { Labels } from './label-selector';
import type { Manifest } from './manifest';
import { protocolNamed, servicePortProtocol, type PortProtocol } from './port-protocol';
import { numberOf, objectOf, objectsOf, textFieldsOf, textOf, textsOf } from '../vocabulary/json-fields';
import type { JsonObject } from '../vocabulary/json';

/** A port that a service is called at. */
export interface ServicePort {
  readonly number: number;
  readonly name: string;
  readonly protocol: PortProtocol;
  /** The container's port, by number or name, where it is not the same. */
  readonly targetPort?: number | string;
  /** Whether the transport is TCP; else UDP or SCTP. */
  readonly tcp: boolean;
}

/** A host that the mesh knows: of a Service, or one of the hosts of a ServiceEntry. */
export interface MeshService {
  /** Fully qualified; a ServiceEntry's may be a wildcard. */
  readonly host: string;
  readonly namespace: string;
  readonly ports: readonly ServicePort[];
  /** The pods behind it, in its namespace; undefined when none are chosen by labels. */
  readonly selector?: Labels;
  readonly exportTo: readonly string[];
  readonly manifest: Manifest;
}

/** Every host that the mesh knows, by name. */
export class Services {
  /** In the order of the manifests. */
  readonly all: readonly MeshService[];
  readonly #byHost = new Map<string, MeshService[]>();
  readonly #wildcards: readonly MeshService[];

  constructor(services: readonly Manifest[], serviceEntries: readonly Manifest[]) {
    this.all = [...services.map(ofService), ...serviceEntries.flatMap(ofServiceEntry)];
    for (const service of this.all) {
      const known = this.#byHost.get(service.host);
      if (known) known.push(service);
      else this.#byHost.set(service.host, [service]);
    }
    this.#wildcards = this.all
      .filter(({ host }) => isWildcard(host))
      .sort((one, other) => other.host.length - one.host.length);
  }

  /** The services of exactly this host, Services before ServiceEntries. */
  of(host: string): readonly MeshService[] {
    return this.#byHost.get(host) ?? [];
  }

  /** The services that answer for a host and are seen from a namespace: by name, else by the longest wildcard. */
  seenFrom(namespace: string, host: string): readonly MeshService[] {
    const seen = (service: MeshService): boolean =>
      isExportedTo(service.exportTo, service.namespace, namespace);
    const named = this.of(host).filter(seen);
    if (named.length > 0) return named;
    const wildcard = this.#wildcards.find(
      (service) =>
        host.endsWith(service.host.slice(1)) && host.length >= service.host.length && seen(service),
    );
    return wildcard === undefined ? [] : this.of(wildcard.host).filter(seen);
  }
}

function ofService(manifest: Manifest): MeshService {
  const { spec } = manifest;
  const selector = textFieldsOf(spec['selector']);
  return {
    host: serviceHost(manifest.name, manifest.namespace),
    namespace: manifest.namespace,
    ports: objectsOf(spec['ports']).map(portOfService),
    ...(Object.keys(selector).length > 0 ? { selector } : {}),
    exportTo: (manifest.annotations['networking.istio.io/exportTo'] ?? '')
      .split(',')
      .map((target) => target.trim())
      .filter((target) => target !== ''),
    manifest,
  };
}

function portOfService(port: JsonObject): ServicePort {
  const number = numberOf(port['port']) ?? 0;
  const protocol = textOf(port['protocol']);
  return {
    number,
    name: textOf(port['name']) ?? '',
    protocol: servicePortProtocol({
      number,
      name: textOf(port['name']),
      protocol,
      appProtocol: textOf(port['appProtocol']),
    }),
    ...targetPortOf(port),
    tcp: protocol === undefined || protocol === 'TCP',
  };
}

function ofServiceEntry(manifest: Manifest): readonly MeshService[] {
  const { spec } = manifest;
  const selector = textFieldsOf(objectOf(spec['workloadSelector'])['labels']);
  const ports = objectsOf(spec['ports']).map((port) => ({
    number: numberOf(port['number']) ?? 0,
    name: textOf(port['name']) ?? '',
    protocol: protocolNamed(textOf(port['protocol']) ?? '') ?? 'unknown',
    ...targetPortOf(port),
    tcp: textOf(port['protocol']) !== 'UDP',
  }));
  return textsOf(spec['hosts']).map((host) => ({
    host,
    namespace: manifest.namespace,
    ports,
    ...(Object.keys(selector).length > 0 ? { selector } : {}),
    exportTo: textsOf(spec['exportTo']),
    manifest,
  }));
}

function targetPortOf(port: JsonObject): { readonly targetPort?: number | string } {
  const target = numberOf(port['targetPort']) ?? textOf(port['targetPort']);
  return target === undefined ? {} : { targetPort: target };
}
