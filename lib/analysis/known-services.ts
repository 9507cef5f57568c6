import { isExportedTo } from '../mesh/export-scope';
import { covers, isWildcard, qualifiedHost } from '../vocabulary/host-name';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import { textsOf } from '../vocabulary/json-fields';

/**
 * The services that a host named by an object means, where the clients see that the object is for: those in its
 * namespace, or in the namespaces that it is exported to.
 */
export function knownServices(
  mesh: Mesh,
  host: string,
  namespace: string,
  exportTo: unknown,
): readonly MeshService[] {
  const targets = textsOf(exportTo).map((target) => (target === '.' ? namespace : target));
  const viewers = targets.length === 0 ? [namespace] : targets;
  const seen = (service: MeshService): boolean =>
    viewers.some((viewer) => isExportedTo(scopeOf(mesh, service), service.namespace, viewer));
  const wanted = qualifiedHost(host, namespace);
  const named = mesh.services.of(wanted).filter(seen);
  if (named.length > 0) return named;
  // A wildcard means all that it covers; a name may be covered by a wildcard of a ServiceEntry.
  if (isWildcard(wanted)) {
    return mesh.services.all.filter(
      (service) => seen(service) && (covers(wanted, service.host) || covers(service.host, wanted)),
    );
  }
  return viewers.flatMap((viewer) => mesh.services.seenFrom(viewer, wanted)).filter(seen);
}

/** Whom a service is exported to; a Service that does not say it follows the mesh's settings. */
function scopeOf(mesh: Mesh, { exportTo, manifest }: MeshService): readonly string[] {
  return exportTo.length > 0 || manifest.kind !== 'Service'
    ? exportTo
    : mesh.config.defaultExportTo('Service');
}
