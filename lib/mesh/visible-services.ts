import { byAge } from './age-order';
import { isExportedTo } from './export-scope';
import type { Mesh } from './mesh';
import type { MeshService } from './services';

/**
 * The hosts that proxies of a namespace may know, by name. Where one host is defined more than once, the definition in
 * their own namespace counts, else a Kubernetes Service, else the oldest.
 */
export function visibleServices(mesh: Mesh, namespace: string): ReadonlyMap<string, MeshService> {
  return mesh.index(`visibleServices ${namespace}`, () => byHost(visible(mesh, namespace), namespace));
}

/** One service of each host, by the same order of preference. */
export function byHost(services: readonly MeshService[], namespace: string): Map<string, MeshService> {
  const chosen = new Map<string, MeshService>();
  for (const service of services) {
    const known = chosen.get(service.host);
    if (known === undefined || preference(service, namespace) > preference(known, namespace)) {
      chosen.set(service.host, service);
    }
  }
  return chosen;
}

function preference(service: MeshService, namespace: string): number {
  return (service.namespace === namespace ? 2 : 0) + (service.manifest.type === '/Service' ? 1 : 0);
}

function visible(mesh: Mesh, namespace: string): readonly MeshService[] {
  const defaultExportTo = mesh.config.defaultExportTo('Service');
  const sorted = mesh.index('services by age', () =>
    [...mesh.services.all].sort((one, other) => byAge(one.manifest, other.manifest)),
  );
  return sorted.filter((service) =>
    isExportedTo(
      service.exportTo.length === 0 ? defaultExportTo : service.exportTo,
      service.namespace,
      namespace,
    ),
  );
}
