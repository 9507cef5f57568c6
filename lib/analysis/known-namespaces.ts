import type { Mesh } from '../mesh/mesh';

/**
 * The namespaces of which the manifests tell who runs there: by a Namespace, a workload or a ServiceAccount. What is
 * said of others, such as that of a gateway which somebody else installs, cannot be checked.
 */
export function knownNamespaces(mesh: Mesh): ReadonlySet<string> {
  return mesh.index('known namespaces', () => {
    const known = new Set(mesh.of('/Namespace').map(({ name }) => name));
    for (const { namespace } of mesh.workloads.all) known.add(namespace);
    for (const { namespace } of mesh.of('/ServiceAccount')) known.add(namespace);
    return known;
  });
}
