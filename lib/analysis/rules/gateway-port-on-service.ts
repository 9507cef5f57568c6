import { gatewayWorkloads } from '../gateway-workloads';
import { groupBy } from '../group-by';
import type { Rule } from '../rule';
import { writtenLabels } from '../written-labels';
import { hasLabels } from '../../mesh/label-selector';
import type { Mesh } from '../../mesh/mesh';
import type { MeshService, ServicePort } from '../../mesh/services';
import { podCarryingTypes, type Workload } from '../../mesh/workloads';
import { numberOf, objectOf, objectsOf, textFieldsOf } from '../../vocabulary/json-fields';

const GATEWAY = 'networking.istio.io/Gateway';

/** Pods listen, and no Service leads there. */
export const gatewayPortOnService: Rule = {
  code: 'EVM144',
  name: 'gateway-port-on-service',
  aliases: ['IST0162'],
  severity: 'warning',
  preset: 'recommended',
  summary: "a Gateway serves a port that no Service in front of the gateway's pods has",
  reads: [
    GATEWAY,
    '/Service',
    'networking.istio.io/ServiceEntry',
    'networking.istio.io/WorkloadEntry',
    ...podCarryingTypes,
  ],
  check(mesh, report) {
    for (const manifest of mesh.of(GATEWAY)) {
      const selector = textFieldsOf(manifest.spec['selector']);
      const workloads = gatewayWorkloads(mesh, selector);
      if (workloads.length === 0) continue;
      const reached = reachedPorts(mesh, workloads);
      objectsOf(manifest.spec['servers']).forEach((server, index) => {
        const port = numberOf(objectOf(server['port'])['number']);
        if (server['port'] === undefined || reached.has(port ?? 0)) return;
        const known = [...reached].sort((one, other) => one - other).join(', ') || 'none';
        report({
          manifest,
          path: ['spec', 'servers', index, 'port', 'number'],
          message: `no Service of the pods with ${writtenLabels(selector) || 'any labels'} has port ${port ?? 0}; they have ${known}`,
          remedy: "add the port to the gateway's Service, or serve one that it has",
        });
      });
    }
  },
};

/** The ports by which Services reach the pods: their own, and those of the pods that they lead to. */
function reachedPorts(mesh: Mesh, workloads: readonly Workload[]): ReadonlySet<number> {
  const services = mesh.index('services with selector by namespace', () =>
    groupBy(
      mesh.services.all.filter(
        ({ selector, manifest }) => selector !== undefined && manifest.kind === 'Service',
      ),
      ({ namespace }) => namespace,
    ),
  );
  const leads = (service: MeshService, workload: Workload): boolean =>
    service.selector !== undefined && hasLabels(workload.labels, service.selector);
  return new Set(
    workloads.flatMap((workload) =>
      (services.get(workload.namespace) ?? [])
        .filter((service) => leads(service, workload))
        .flatMap((service) => service.ports.filter(({ tcp }) => tcp).flatMap(numbersOf)),
    ),
  );
}

function numbersOf({ number, targetPort }: ServicePort): readonly number[] {
  return typeof targetPort === 'number' ? [number, targetPort] : [number];
}
