import { serviceOf } from '../vocabulary/host-name';
import type { Mesh } from './mesh';

/**
 * Whether a host is a Service of Istio's installation, and the installation is not part of the set: no Service of its
 * namespace is. istiod is always there.
 */
export function isInstalledService(mesh: Mesh, host: string): boolean {
  const service = serviceOf(host);
  const { rootNamespace } = mesh.config;
  if (service?.namespace !== rootNamespace || !service.name.startsWith('istio')) return false;
  return (
    service.name === 'istiod' || !mesh.of('/Service').some(({ namespace }) => namespace === rootNamespace)
  );
}
