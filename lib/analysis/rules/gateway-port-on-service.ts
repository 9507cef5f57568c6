import { gatewayWorkloads } from '../gateway-workloads';
import type { Rule } from '../rule';
import { servicesOf } from '../services-of-workload';
import { writtenLabels } from '../written-labels';
import type { Mesh } from '../../mesh/mesh';
import type { ServicePort } from '../../mesh/services';
import { workloadTypes, type Workload } from '../../mesh/workloads';
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
  reads: [GATEWAY, '/Service', 'networking.istio.io/ServiceEntry', ...workloadTypes],
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
  return new Set(
    workloads.flatMap((workload) =>
      servicesOf(mesh, workload).flatMap(({ ports }) => ports.filter(({ tcp }) => tcp).flatMap(numbersOf)),
    ),
  );
}

function numbersOf({ number, targetPort }: ServicePort): readonly number[] {
  return typeof targetPort === 'number' ? [number, targetPort] : [number];
}
