import { byAge } from './age-order';
import { selects } from './label-selector';
import type { Manifest } from './manifest';
import type { Mesh } from './mesh';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** A listener of a Gateway of the Gateway API. */
export interface GatewayListenerSpec {
  readonly name: string;
  readonly port: number;
  /** `HTTP`, `HTTPS`, `TLS`, `TCP` or `UDP`. */
  readonly protocol: string;
  /** May be a wildcard; `*` where it names none. */
  readonly hostname: string;
  readonly tlsMode: string;
  /** Whether routes of a namespace may attach. */
  readonly admits: (namespace: string) => boolean;
}

/** A Gateway of the Gateway API. */
export interface KubernetesGateway {
  /** `namespace/name`. */
  readonly name: string;
  readonly manifest: Manifest;
  readonly listeners: readonly GatewayListenerSpec[];
}

/**
 * The Gateways of the Gateway API (`gateway.networking.k8s.io`), the oldest first.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#gateway
 */
export function kubernetesGateways(mesh: Mesh): readonly KubernetesGateway[] {
  return mesh.index('kubernetesGateways', () =>
    [...mesh.of('gateway.networking.k8s.io/Gateway')].sort(byAge).map((manifest) => ({
      name: `${manifest.namespace}/${manifest.name}`,
      manifest,
      listeners: objectsOf(manifest.spec['listeners']).map((listener) =>
        listenerOf(mesh, manifest, listener),
      ),
    })),
  );
}

function listenerOf(mesh: Mesh, { namespace }: Manifest, listener: JsonObject): GatewayListenerSpec {
  const namespaces = objectOf(objectOf(listener['allowedRoutes'])['namespaces']);
  const from = textOf(namespaces['from']) ?? 'Same';
  return {
    name: textOf(listener['name']) ?? '',
    port: numberOf(listener['port']) ?? 0,
    protocol: textOf(listener['protocol']) ?? 'HTTP',
    hostname: textOf(listener['hostname']) || '*',
    tlsMode: textOf(objectOf(listener['tls'])['mode']) ?? 'Terminate',
    admits: (other) => {
      if (from === 'All') return true;
      if (from !== 'Selector') return from === 'Same' && other === namespace;
      return selects(namespaces['selector'], mesh.find('/Namespace', '', other)?.labels ?? {});
    },
  };
}
