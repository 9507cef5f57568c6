import type { PathSegment } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

const GROUP = 'gateway.networking.k8s.io';

/** The kinds of routes of the Gateway API, as types of manifests. */
export const routeTypes: readonly string[] = [
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
].map((kind) => `${GROUP}/${kind}`);

/** An object that a route names, with what the API server fills in where the route says nothing. */
export interface RouteReference {
  /** Empty for Services. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly port: number | undefined;
  /** The listener of a Gateway that is meant; undefined for all. */
  readonly sectionName: string | undefined;
  readonly path: readonly PathSegment[];
}

/** The routes of the Gateway API. */
export function gatewayApiRoutes(mesh: Mesh): readonly Manifest[] {
  return routeTypes.flatMap((type) => mesh.of(type));
}

/** What a route is attached to: Gateways, or Services for calls inside of the mesh. */
export function parentsOf({ spec, namespace }: Manifest): readonly RouteReference[] {
  return objectsOf(spec['parentRefs']).map((ref, index) =>
    reference(ref, namespace, { group: GROUP, kind: 'Gateway' }, ['spec', 'parentRefs', index]),
  );
}

/** What a route sends to, mirrors included. */
export function backendsOf({ spec, namespace }: Manifest): readonly RouteReference[] {
  const service = { group: '', kind: 'Service' };
  return objectsOf(spec['rules']).flatMap((rule, r) => [
    ...objectsOf(rule['backendRefs']).map((ref, index) =>
      reference(ref, namespace, service, ['spec', 'rules', r, 'backendRefs', index]),
    ),
    ...objectsOf(rule['filters']).flatMap((filter, index) => {
      const ref = objectOf(filter['requestMirror'])['backendRef'];
      if (ref === undefined) return [];
      const path = ['spec', 'rules', r, 'filters', index, 'requestMirror', 'backendRef'];
      return [reference(objectOf(ref), namespace, service, path)];
    }),
  ]);
}

function reference(
  ref: JsonObject,
  namespace: string,
  defaults: { readonly group: string; readonly kind: string },
  path: readonly PathSegment[],
): RouteReference {
  const group = textOf(ref['group']) ?? defaults.group;
  return {
    // Some write the group of Services by its name in the documentation.
    group: group === 'core' ? '' : group,
    kind: textOf(ref['kind']) ?? defaults.kind,
    namespace: textOf(ref['namespace']) ?? namespace,
    name: textOf(ref['name']) ?? '',
    port: numberOf(ref['port']),
    sectionName: textOf(ref['sectionName']),
    path,
  };
}
