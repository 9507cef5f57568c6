import type { RouteReference } from './gateway-api-routes';
import { selects } from '../mesh/label-selector';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** The kinds of routes that a protocol can carry. */
const CARRIED: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** The listeners of a Gateway that a route names: all, or those of a section or a port. */
export function namedListeners(gateway: Manifest, parent: RouteReference): readonly JsonObject[] {
  return objectsOf(gateway.spec['listeners']).filter(
    (listener) =>
      (parent.sectionName === undefined || listener['name'] === parent.sectionName) &&
      (parent.port === undefined || numberOf(listener['port']) === parent.port),
  );
}

/**
 * Whether a listener admits a route by its kind and its namespace; hostnames are another matter. A listener that says
 * nothing admits the routes of its own namespace.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways
 */
export function admits(mesh: Mesh, gateway: Manifest, listener: JsonObject, route: Manifest): boolean {
  const { namespaces, kinds } = objectOf(listener['allowedRoutes']);
  const stated = objectsOf(kinds).map(({ kind }) => kind);
  const carried = stated.length > 0 ? stated : CARRIED[textOf(listener['protocol']) ?? ''];
  return (carried?.includes(route.kind) ?? true) && isFrom(mesh, objectOf(namespaces), gateway, route);
}

function isFrom(mesh: Mesh, namespaces: JsonObject, gateway: Manifest, route: Manifest): boolean {
  switch (namespaces['from']) {
    case 'All':
      return true;
    case 'None':
      return false;
    case 'Selector': {
      const home = mesh.find('/Namespace', '', route.namespace)?.labels;
      const labels = { 'kubernetes.io/metadata.name': route.namespace, ...home };
      return selects(namespaces['selector'], labels);
    }
    default:
      return route.namespace === gateway.namespace;
  }
}
