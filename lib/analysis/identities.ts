import type { Mesh } from '../mesh/mesh';

/** Every identity that a caller in the mesh can have: `ns/<namespace>/sa/<service account>`, without trust domain. */
export function knownIdentities(mesh: Mesh): ReadonlySet<string> {
  return mesh.index('identities', () => {
    const known = new Set<string>();
    for (const { namespace, serviceAccount } of mesh.workloads.all) {
      known.add(`ns/${namespace}/sa/${serviceAccount}`);
    }
    for (const { namespace, name } of mesh.of('/ServiceAccount')) known.add(`ns/${namespace}/sa/${name}`);
    return known;
  });
}

/** The trust domains whose identities the mesh takes for its own. */
export function trustDomains(mesh: Mesh): readonly string[] {
  return [mesh.config.trustDomain, ...mesh.config.trustDomainAliases];
}
