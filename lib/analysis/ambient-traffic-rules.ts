import { gatewayCalledHosts } from './gateway-called-hosts';
import type { PathSegment } from '../vocabulary/field-path';
import { MESH_GATEWAY } from '../mesh/gateway-reference';
import { qualifiedHost } from '../vocabulary/host-name';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import type { JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
const DESTINATION_RULE = 'networking.istio.io/DestinationRule';

/** What needs a proxy that speaks HTTP: an object, the host that it is for, and the services of this host. */
export interface HttpTrafficRule {
  readonly manifest: Manifest;
  readonly path: readonly PathSegment[];
  readonly host: string;
  readonly services: readonly MeshService[];
}

/** The VirtualServices for calls inside of the mesh, and the DestinationRules that no gateway follows, by host. */
export function httpTrafficRules(mesh: Mesh): readonly HttpTrafficRule[] {
  return [
    ...mesh.of(VIRTUAL_SERVICE).flatMap((manifest) => {
      const { spec } = manifest;
      const gateways = textsOf(spec['gateways']);
      if (gateways.length > 0 && !gateways.includes(MESH_GATEWAY)) return [];
      if (objectsOf(spec['http']).length + objectsOf(spec['tls']).length === 0) return [];
      return textsOf(spec['hosts']).map((host, index) =>
        ruleFor(mesh, manifest, host, ['spec', 'hosts', index]),
      );
    }),
    ...mesh.of(DESTINATION_RULE).flatMap((manifest) => {
      if (!settings(manifest.spec).some(isHttp)) return [];
      const rule = ruleFor(mesh, manifest, textOf(manifest.spec['host']) ?? '', ['spec', 'host']);
      return gatewayCalledHosts(mesh).has(rule.host) ? [] : [rule];
    }),
  ];
}

function ruleFor(
  mesh: Mesh,
  manifest: Manifest,
  written: string,
  path: readonly PathSegment[],
): HttpTrafficRule {
  const host = qualifiedHost(written, manifest.namespace);
  return { manifest, path, host, services: mesh.services.of(host) };
}

function settings(spec: JsonObject): readonly JsonObject[] {
  return [spec, ...objectsOf(spec['subsets'])].flatMap((part) => {
    const policy = objectOf(part['trafficPolicy']);
    return [policy, ...objectsOf(policy['portLevelSettings'])];
  });
}

function isHttp({ connectionPool, loadBalancer, outlierDetection }: JsonObject): boolean {
  const hash = objectOf(objectOf(loadBalancer)['consistentHash']);
  return (
    objectOf(connectionPool)['http'] !== undefined ||
    ['httpHeaderName', 'httpCookie', 'httpQueryParameterName'].some((field) => hash[field] !== undefined) ||
    ['consecutive5xxErrors', 'consecutiveGatewayErrors'].some(
      (field) => objectOf(outlierDetection)[field] !== undefined,
    )
  );
}
