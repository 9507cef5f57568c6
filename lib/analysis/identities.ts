import { knownNamespaces } from './known-namespaces';
import type { Mesh } from '../mesh/mesh';
import { textOf } from '../vocabulary/json-fields';

/** Every identity that a caller in the mesh can have: `ns/<namespace>/sa/<service account>`, without trust domain. */
export function knownIdentities(mesh: Mesh): ReadonlySet<string> {
  return mesh.index('identities', () => {
    // Every namespace has an account of this name.
    const known = new Set([...knownNamespaces(mesh)].map((namespace) => `ns/${namespace}/sa/default`));
    for (const { namespace, serviceAccount } of mesh.workloads.all) {
      known.add(`ns/${namespace}/sa/${serviceAccount}`);
    }
    for (const { namespace, name } of mesh.of('/ServiceAccount')) known.add(`ns/${namespace}/sa/${name}`);
    for (const { namespace, name, spec } of mesh.of('gateway.networking.k8s.io/Gateway')) {
      // What istiod makes for a Gateway is called by both its name and its class, a waypoint by its name alone.
      const className = textOf(spec['gatewayClassName']) ?? '';
      known.add(`ns/${namespace}/sa/${className === 'istio-waypoint' ? name : `${name}-${className}`}`);
    }
    return known;
  });
}

/** The trust domains whose identities the mesh takes for its own. */
export function trustDomains(mesh: Mesh): readonly string[] {
  return [mesh.config.trustDomain, ...mesh.config.trustDomainAliases];
}
