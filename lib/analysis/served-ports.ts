import { servicesFor } from './selector-index';
import type { Mesh } from '../mesh/mesh';
import type { Workload } from '../mesh/workloads';
import { numberOf, objectsOf } from '../vocabulary/json-fields';

/** The ports of pods that their containers declare, and those that Services send to; empty when nothing tells. */
export function servedPorts(mesh: Mesh, { podSpec, namespace, labels }: Workload): ReadonlySet<number> {
  const ports = new Set<number>();
  const containers = [...objectsOf(podSpec['containers']), ...objectsOf(podSpec['initContainers'])];
  for (const { ports: declared } of containers) {
    for (const { containerPort } of objectsOf(declared)) ports.add(numberOf(containerPort) ?? 0);
  }
  for (const service of servicesFor(mesh, namespace, labels)) {
    for (const { number, targetPort = number } of service.ports) {
      if (typeof targetPort === 'number') ports.add(targetPort);
    }
  }
  return ports;
}
