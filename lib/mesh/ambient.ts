import { hasProxyContainer } from './injection';
import type { Mesh } from './mesh';
import type { Workload } from './workloads';

const MODE = 'istio.io/dataplane-mode';

/**
 * Whether the pods of a namespace are in the mesh by ztunnel, without sidecars. A namespace that asks for sidecars
 * too gets these.
 *
 * @see https://istio.io/latest/docs/ambient/usage/add-workloads/
 */
export function isAmbientNamespace(mesh: Mesh, namespace: string): boolean {
  const labels = mesh.find('/Namespace', '', namespace)?.labels ?? {};
  return labels[MODE] === 'ambient' && labels['istio-injection'] !== 'enabled' && !labels['istio.io/rev'];
}

/** Whether the pods of a workload are in the mesh by ztunnel, by their own label or that of their namespace. */
export function isAmbient(mesh: Mesh, workload: Workload): boolean {
  if (hasProxyContainer(workload)) return false;
  if (workload.annotations['ambient.istio.io/redirection'] === 'enabled') return true;
  const own = workload.labels[MODE];
  return own === undefined ? isAmbientNamespace(mesh, workload.namespace) : own === 'ambient';
}
