import {
  backendsOf,
  gatewayApiRoutes,
  parentsOf,
  routeTypes,
  type RouteReference,
} from '../gateway-api-routes';
import { isGranted, referenceGrantType } from '../reference-grants';
import type { Rule } from '../rule';
import type { Mesh } from '../../mesh/mesh';
import { objectsOf } from '../../vocabulary/json-fields';

/** A backend that is not there, or that the route may not refer to, answers 500. */
export const routeBackendExists: Rule = {
  code: 'EVM225',
  name: 'route-backend-exists',
  aliases: ['KIA1402'],
  severity: 'error',
  preset: 'recommended',
  summary:
    'a route of the Gateway API names a Service or port that is not there, or that it may not refer to',
  reads: ['/Service', 'networking.istio.io/ServiceEntry', referenceGrantType, ...routeTypes],
  check(mesh, report) {
    for (const manifest of gatewayApiRoutes(mesh)) {
      for (const ref of [...parentsOf(manifest), ...backendsOf(manifest)]) {
        if (isThere(mesh, ref)) continue;
        const means = ref.name.includes('.') ? '; a reference is a plain name, not a host' : '';
        report({
          manifest,
          path: [...ref.path, 'name'],
          message: `there is no ${ref.kind} ${ref.namespace}/${ref.name}${means}`,
          remedy: 'add it, or correct name and namespace of the reference',
        });
      }
      for (const ref of backendsOf(manifest)) {
        if (ref.kind !== 'Service' || !isThere(mesh, ref)) continue;
        if (!isGranted(mesh, manifest, ref)) {
          report({
            manifest,
            path: [...ref.path, 'namespace'],
            message: `no ReferenceGrant of namespace ${ref.namespace} lets a ${manifest.kind} of ${manifest.namespace} refer to Service ${ref.name}`,
            remedy: `add a ReferenceGrant to namespace ${ref.namespace}`,
          });
        }
        const ports = portsOf(mesh, ref);
        if (ref.port === undefined || ports.length === 0 || ports.includes(ref.port)) continue;
        report({
          manifest,
          path: [...ref.path, 'port'],
          message: `Service ${ref.namespace}/${ref.name} has no port ${ref.port}, but ${ports.join(', ')}`,
          remedy: 'name a port of the Service, not of its containers',
          aliases: [],
        });
      }
    }
  },
};

function isThere(mesh: Mesh, { group, kind, namespace, name }: RouteReference): boolean {
  if (group === '' && kind === 'Service') return mesh.find('/Service', namespace, name) !== undefined;
  if (group === 'networking.istio.io' && kind === 'Hostname')
    return mesh.services.seenFrom(namespace, name).length > 0;
  if (group === 'networking.istio.io' && kind === 'ServiceEntry') {
    return mesh.find('networking.istio.io/ServiceEntry', namespace, name) !== undefined;
  }
  // Gateways are the matter of another rule, and what other controllers define is theirs.
  return true;
}

function portsOf(mesh: Mesh, { namespace, name }: RouteReference): readonly number[] {
  return objectsOf(mesh.find('/Service', namespace, name)?.spec['ports']).flatMap(({ port }) =>
    typeof port === 'number' ? [port] : [],
  );
}
