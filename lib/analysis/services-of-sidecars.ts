import { servicesOf } from './services-of-workload';
import { hasSidecar } from '../mesh/injection';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import { workloadTypes } from '../mesh/workloads';

/** The kinds that tell which Services lead to which sidecars. */
export const servicesOfSidecarsTypes: readonly string[] = [
  '/Service',
  '/Namespace',
  '/ConfigMap',
  'networking.istio.io/ServiceEntry',
  ...workloadTypes,
];

/** Each workload with a sidecar and the Services that choose its pods; not the gateways that istiod itself runs. */
export function servicesOfSidecars(
  mesh: Mesh,
): readonly { readonly manifest: Manifest; readonly services: readonly MeshService[] }[] {
  return mesh.workloads.all
    .filter(
      (workload) =>
        hasSidecar(mesh, workload) &&
        workload.manifest.labels['gateway.istio.io/managed'] !== 'istio.io-mesh-controller',
    )
    .map((workload) => ({ manifest: workload.manifest, services: servicesOf(mesh, workload) }));
}
