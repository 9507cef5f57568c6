import { hasLabels, type Labels } from '../mesh/label-selector';
import type { Mesh } from '../mesh/mesh';
import type { Workload } from '../mesh/workloads';

/** The labels that an installation gives to its gateway, when it is not told otherwise. */
const INSTALLED: readonly Labels[] = [
  { istio: 'ingressgateway', app: 'istio-ingressgateway' },
  { istio: 'egressgateway', app: 'istio-egressgateway' },
];

/** Who carries out a Gateway: workloads anywhere, as Istio looks for them in every namespace. */
export function gatewayWorkloads(mesh: Mesh, selector: Labels): readonly Workload[] {
  return mesh.index(`gateway workloads ${JSON.stringify(Object.entries(selector).sort())}`, () =>
    mesh.workloads.selectedAnywhere(selector),
  );
}

/**
 * Whether a Gateway is carried out by the gateways of an installation which is not part of the set: nobody in the set
 * carries the label of an installation's gateway, and the selector asks for nothing else.
 */
export function isInstalledElsewhere(mesh: Mesh, selector: Labels): boolean {
  const installs = mesh.index('installed gateways', () =>
    mesh.workloads.all.some(({ labels }) => INSTALLED.some(({ istio }) => labels['istio'] === istio)),
  );
  return (
    !installs && Object.keys(selector).length > 0 && INSTALLED.some((labels) => hasLabels(labels, selector))
  );
}
