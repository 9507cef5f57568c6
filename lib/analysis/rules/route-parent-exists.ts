import { gatewayApiRoutes, parentsOf, routeTypes, type RouteReference } from '../gateway-api-routes';
import { admits, namedListeners } from '../listener-admission';
import type { Rule } from '../rule';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { objectsOf, textOf } from '../../vocabulary/json-fields';

const GATEWAY = 'gateway.networking.k8s.io/Gateway';

/** A route that no listener takes serves nobody. */
export const routeParentExists: Rule = {
  code: 'EVM224',
  name: 'route-parent-exists',
  aliases: ['KIA1401'],
  severity: 'error',
  preset: 'recommended',
  summary:
    'a route of the Gateway API names a Gateway or listener that is not there, or that does not admit it',
  reads: [GATEWAY, '/Namespace', ...routeTypes],
  check(mesh, report) {
    for (const manifest of gatewayApiRoutes(mesh)) {
      for (const parent of parentsOf(manifest)) {
        if (`${parent.group}/${parent.kind}` !== GATEWAY) continue;
        const problem = obstacle(mesh, manifest, parent);
        if (problem === undefined) continue;
        const [message, remedy] = problem;
        report({ manifest, path: [...parent.path, 'name'], message, remedy });
      }
    }
  },
};

function obstacle(mesh: Mesh, route: Manifest, parent: RouteReference): [string, string] | undefined {
  const name = `${parent.namespace}/${parent.name}`;
  const gateway = mesh.find(GATEWAY, parent.namespace, parent.name);
  if (gateway === undefined) {
    return [
      `there is no Gateway ${name}: the route takes no effect`,
      'add the Gateway, or correct the reference',
    ];
  }
  // That a Gateway has no listeners at all is said of the Gateway.
  if (objectsOf(gateway.spec['listeners']).length === 0) return undefined;
  const listeners = namedListeners(gateway, parent);
  if (listeners.length === 0) {
    return [
      `no listener of Gateway ${name} has the sectionName or port that the route asks for`,
      `name one of ${objectsOf(gateway.spec['listeners'])
        .map((one) => textOf(one['name']) ?? '')
        .join(', ')}`,
    ];
  }
  if (listeners.some((listener) => admits(mesh, gateway, listener, route))) return undefined;
  return [
    `no listener of Gateway ${name} admits a ${route.kind} of namespace ${route.namespace}`,
    'admit it by allowedRoutes of the listener, or attach the route to another one',
  ];
}
