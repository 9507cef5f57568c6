import { byAge } from './age-order';
import { isExportedTo } from './export-scope';
import { gatewayReference, MESH_GATEWAY } from './gateway-reference';
import { qualifiedHost } from '../vocabulary/host-name';
import { withDelegates } from './delegates';
import { resolvedHttpRoute, resolvedStreamRoute } from './route-names';
import type { Manifest } from './manifest';
import type { Mesh } from './mesh';
import type { JsonObject } from '../vocabulary/json';
import { objectsOf, textsOf } from '../vocabulary/json-fields';

/** One entry of `spec.http`, with every host and gateway that it names written out. */
export interface HttpRoute {
  /** As it is in effect: of a delegate, joined with what its root says. */
  readonly route: JsonObject;
  /** The VirtualService that it was written in: the delegate, where there is one. */
  readonly manifest: Manifest;
  /** Its place in `spec.http` there. */
  readonly index: number;
}

/** A VirtualService with every host and gateway that it names written out. */
export interface MeshVirtualService {
  /** `namespace/name`. */
  readonly name: string;
  readonly namespace: string;
  readonly manifest: Manifest;
  /** Empty for a delegate. */
  readonly hosts: readonly string[];
  /** Each as `namespace/name`, or `mesh` for the sidecars. */
  readonly gateways: readonly string[];
  /** With the mesh's default where it says nothing. */
  readonly exportTo: readonly string[];
  /** Delegates merged in; those that Istio drops are left out. */
  readonly http: readonly HttpRoute[];
  readonly tls: readonly JsonObject[];
  readonly tcp: readonly JsonObject[];
}

/**
 * The VirtualServices as gateways and sidecars see them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export class VirtualServices {
  static of(mesh: Mesh): VirtualServices {
    return mesh.index(
      'virtualServices',
      () =>
        new VirtualServices(
          mesh.of('networking.istio.io/VirtualService'),
          mesh.config.defaultExportTo('VirtualService'),
        ),
    );
  }

  /** The oldest first; delegates too. */
  readonly all: readonly MeshVirtualService[];
  readonly #byGateway = new Map<string, MeshVirtualService[]>();

  constructor(manifests: readonly Manifest[], defaultExportTo: readonly string[]) {
    const written = [...manifests].sort(byAge).map((manifest) => virtualServiceOf(manifest, defaultExportTo));
    const delegates = new Map(written.filter(isDelegate).map((one) => [one.name, one]));
    this.all = written.map((one) => (isDelegate(one) ? one : withDelegates(one, delegates)));
    for (const one of this.all) {
      if (isDelegate(one)) continue;
      for (const gateway of new Set(one.gateways)) {
        const bound = this.#byGateway.get(gateway);
        if (bound) bound.push(one);
        else this.#byGateway.set(gateway, [one]);
      }
    }
  }

  /** All that are bound to a gateway (`namespace/name`, or `mesh`), whoever sees them; the oldest first. */
  boundTo(gateway: string): readonly MeshVirtualService[] {
    return this.#byGateway.get(gateway) ?? [];
  }

  /**
   * Those that are bound to a gateway and seen by a proxy of a namespace, in the order in which Istio merges them:
   * first those that only their own namespace sees, then those exported to the proxy's by name, then the public ones;
   * in each class by age.
   */
  seenBy(proxyNamespace: string, gateway: string): readonly MeshVirtualService[] {
    const classes: MeshVirtualService[][] = [[], [], []];
    for (const one of this.boundTo(gateway)) {
      const rank = visibilityRank(one, proxyNamespace);
      if (rank !== undefined) classes[rank]?.push(one);
    }
    return classes.flat();
  }
}

/** 0: private, 1: exported by name, 2: public; undefined for what the namespace does not see. */
function visibilityRank({ exportTo, namespace }: MeshVirtualService, viewer: string): number | undefined {
  if (exportTo.length === 0 || exportTo.includes('*')) return 2;
  if (exportTo.includes('~') || !isExportedTo(exportTo, namespace, viewer)) return undefined;
  return namespace === viewer ? 0 : 1;
}

function isDelegate({ hosts }: MeshVirtualService): boolean {
  return hosts.length === 0;
}

function virtualServiceOf(manifest: Manifest, defaultExportTo: readonly string[]): MeshVirtualService {
  const { spec, namespace } = manifest;
  const exportTo = textsOf(spec['exportTo']);
  const gateways = textsOf(spec['gateways']);
  return {
    name: `${namespace}/${manifest.name}`,
    namespace,
    manifest,
    hosts: textsOf(spec['hosts']).map((host) => qualifiedHost(host, namespace)),
    gateways:
      gateways.length === 0
        ? [MESH_GATEWAY]
        : gateways.map((gateway) => gatewayReference(gateway, namespace)),
    exportTo: exportTo.length === 0 ? defaultExportTo : exportTo,
    http: objectsOf(spec['http']).map((route, index) => ({
      route: resolvedHttpRoute(route, namespace),
      manifest,
      index,
    })),
    tls: objectsOf(spec['tls']).map((route) => resolvedStreamRoute(route, namespace)),
    tcp: objectsOf(spec['tcp']).map((route) => resolvedStreamRoute(route, namespace)),
  };
}
