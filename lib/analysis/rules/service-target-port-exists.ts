import type { Rule } from '../rule';
import type { Mesh } from '../../mesh/mesh';
import type { MeshService, ServicePort } from '../../mesh/services';
import { podCarryingTypes, workloadTypes, type Workload } from '../../mesh/workloads';
import { listOf, objectOf, objectsOf } from '../../vocabulary/json-fields';

/** A name that no container gives to a port has no endpoints; a number that none declares is likely a slip. */
export const serviceTargetPortExists: Rule = {
  code: 'EVM234',
  name: 'service-target-port-exists',
  aliases: ['KIA0701'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a Service sends to a port that no container of its pods declares',
  reads: ['/Service', 'networking.istio.io/ServiceEntry', ...workloadTypes],
  check(mesh, report) {
    for (const service of mesh.services.all) {
      if (service.manifest.type !== '/Service') continue;
      const pods = podsOf(mesh, service);
      service.ports.forEach((port, index) => {
        const target = port.targetPort ?? port.number;
        const missing = pods.filter((pod) => lacks(pod, target));
        const [first] = missing;
        if (first === undefined || missing.length < pods.length) return;
        const isNamed = typeof target === 'string';
        report({
          manifest: service.manifest,
          path: ['spec', 'ports', index, port.targetPort === undefined ? 'port' : 'targetPort'],
          message: `no container of ${first.manifest.kind} ${first.name} ${isNamed ? 'names' : 'declares'} a port ${String(target)}${isNamed ? ': the port has no endpoints' : ''}`,
          remedy: 'correct targetPort, or declare the port in the container',
          ...(isNamed ? { severity: 'error' as const } : {}),
        });
      });
    }
  },
};

function podsOf(mesh: Mesh, { namespace, selector }: MeshService): readonly Workload[] {
  if (selector === undefined) return [];
  return mesh.workloads
    .selected(namespace, selector)
    .filter(({ manifest }) => podCarryingTypes.includes(manifest.type));
}

/** Pods that declare no port at all may listen anywhere. */
function lacks({ podSpec }: Workload, target: NonNullable<ServicePort['targetPort']>): boolean {
  const ports = [...listOf(podSpec['containers']), ...listOf(podSpec['initContainers'])].flatMap((one) =>
    objectsOf(objectOf(one)['ports']),
  );
  if (typeof target === 'string') return !ports.some(({ name }) => name === target);
  return ports.length > 0 && !ports.some(({ containerPort }) => containerPort === target);
}
