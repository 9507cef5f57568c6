import { byAge } from './age-order';
import { hasLabels, type Labels } from './label-selector';
import type { Manifest } from './manifest';
import type { Mesh } from './mesh';
import { protocolNamed, type PortProtocol } from './port-protocol';
import { scopedHost, type ScopedHost } from './scoped-host';
import { numberOf, objectOf, objectsOf, textFieldsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** What a server does with TLS. */
export interface ServerTls {
  /** `PASSTHROUGH`, `SIMPLE`, `MUTUAL`, `AUTO_PASSTHROUGH`, `ISTIO_MUTUAL` or `OPTIONAL_MUTUAL`. */
  readonly mode: string;
  /** Whether plain HTTP is answered by a redirect to HTTPS. */
  readonly httpsRedirect: boolean;
}

/** One entry of a Gateway's `servers`. */
export interface GatewayServer {
  /** The Gateway, as `namespace/name`. */
  readonly gateway: string;
  readonly manifest: Manifest;
  /** Its place in `spec.servers`. */
  readonly index: number;
  readonly port: number;
  readonly portName: string;
  readonly protocol: PortProtocol;
  /** The address that it listens at; empty for all. */
  readonly bind: string;
  readonly hosts: readonly ScopedHost[];
  readonly tls?: ServerTls;
}

/** A Gateway of Istio. */
export interface MeshGateway {
  /** `namespace/name`, as VirtualServices name it. */
  readonly name: string;
  readonly manifest: Manifest;
  /** The labels of the pods that carry it out; none chooses every pod. */
  readonly selector: Labels;
  readonly servers: readonly GatewayServer[];
}

/** The Gateways of Istio (`networking.istio.io`) by name and by the pods that carry them out. */
export class Gateways {
  static of(mesh: Mesh): Gateways {
    return mesh.index('gateways', () => new Gateways(mesh.of('networking.istio.io/Gateway')));
  }

  /** The oldest first. */
  readonly all: readonly MeshGateway[];
  readonly #byName: ReadonlyMap<string, MeshGateway>;

  constructor(manifests: readonly Manifest[]) {
    this.all = [...manifests].sort(byAge).map(gatewayOf);
    this.#byName = new Map(this.all.map((gateway) => [gateway.name, gateway]));
  }

  /** The Gateway that `namespace/name` names, or undefined. */
  named(name: string): MeshGateway | undefined {
    return this.#byName.get(name);
  }

  /** The Gateways that pods with these labels carry out, whatever their namespace; the oldest first. */
  carriedOutBy(labels: Labels): readonly MeshGateway[] {
    return this.all.filter(({ selector }) => hasLabels(labels, selector));
  }
}

function gatewayOf(manifest: Manifest): MeshGateway {
  const name = `${manifest.namespace}/${manifest.name}`;
  return {
    name,
    manifest,
    selector: textFieldsOf(manifest.spec['selector']),
    servers: objectsOf(manifest.spec['servers']).map((server, index) => {
      const port = objectOf(server['port']);
      const tls = objectOf(server['tls']);
      return {
        gateway: name,
        manifest,
        index,
        port: numberOf(port['number']) ?? 0,
        portName: textOf(port['name']) ?? '',
        protocol: protocolNamed(textOf(port['protocol']) ?? '') ?? 'unknown',
        bind: textOf(server['bind']) ?? '',
        hosts: textsOf(server['hosts']).map((host) => scopedHost(host, manifest.namespace)),
        ...(server['tls'] === undefined
          ? {}
          : {
              tls: {
                mode: textOf(tls['mode']) ?? 'PASSTHROUGH',
                httpsRedirect: tls['httpsRedirect'] === true,
              },
            }),
      };
    }),
  };
}
