import { hasLabels, type Labels } from '../mesh/label-selector';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { Workload } from '../mesh/workloads';
import { objectOf, objectsOf, textFieldsOf } from '../vocabulary/json-fields';
import { OPERATOR } from './installed-revisions';

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
 * Whether a Gateway is carried out by the gateways of an installation whose manifests are not part of the set: by one
 * that an operator file describes; or nobody in the set carries the label of an installation's gateway, and the
 * selector asks for nothing else.
 */
export function isInstalledElsewhere(mesh: Mesh, selector: Labels): boolean {
  const described = mesh.index('gateways of operator files', () =>
    mesh.of(OPERATOR).flatMap(operatorGateways),
  );
  if (described.some((labels) => hasLabels(labels, selector))) return true;
  const installs = mesh.index('installed gateways', () =>
    mesh.workloads.all.some(({ labels }) => INSTALLED.some(({ istio }) => labels['istio'] === istio)),
  );
  // The labels of an installation's gateway are not those that it is described with.
  const usual = INSTALLED.filter((labels) => !described.some(({ app }) => app === labels['app']));
  return !installs && Object.keys(selector).length > 0 && usual.some((labels) => hasLabels(labels, selector));
}

/** The labels of the gateways that an operator file has installed. */
function operatorGateways({ spec }: Manifest): readonly Labels[] {
  const components = objectOf(spec['components']);
  return ['ingressGateways', 'egressGateways'].flatMap((list) =>
    objectsOf(components[list])
      .filter(({ enabled }) => enabled !== false)
      .map(({ name, label }) => ({
        ...INSTALLED.find(({ app }) => app === name),
        ...textFieldsOf(label),
      })),
  );
}
