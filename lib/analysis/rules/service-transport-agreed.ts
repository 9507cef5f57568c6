import { groupBy } from '../../vocabulary/group-by';
import type { Rule } from '../rule';
import { servicesOf } from '../services-of-workload';
import { hasSidecar } from '../../mesh/injection';
import { podCarryingTypes } from '../../mesh/workloads';
import { numberOf, objectsOf, textOf } from '../../vocabulary/json-fields';

/** A proxy has one listener for a port. */
export const serviceTransportAgreed: Rule = {
  code: 'EVM115',
  name: 'service-transport-agreed',
  aliases: ['IST0116'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'Services reach the same workload at one port by different transports',
  reads: [
    '/Service',
    '/Namespace',
    '/ConfigMap',
    'networking.istio.io/ServiceEntry',
    'networking.istio.io/WorkloadEntry',
    'networking.istio.io/WorkloadGroup',
    ...podCarryingTypes,
  ],
  check(mesh, report) {
    for (const workload of mesh.workloads.all) {
      const { manifest } = workload;
      if (
        !hasSidecar(mesh, workload) ||
        manifest.labels['gateway.istio.io/managed'] === 'istio.io-mesh-controller'
      )
        continue;
      const ports = servicesOf(mesh, workload).flatMap((service) =>
        objectsOf(service.manifest.spec['ports']).map((port) => ({
          service: service.manifest.name,
          number: numberOf(port['port']) ?? 0,
          transport: textOf(port['protocol']) || 'TCP',
        })),
      );
      for (const [number, group] of groupBy(ports, (port) => String(port.number))) {
        const transports = [...new Set(group.map(({ transport }) => transport))].sort();
        if (transports.length < 2) continue;
        const names = [...new Set(group.map(({ service }) => service))].sort();
        report({
          manifest,
          path: ['metadata', 'name'],
          message: `port ${number} is ${transports.join(' and ')} in the Services ${names.join(', ')} of the workload; its proxy takes one of them`,
          remedy: 'give the transports different ports',
          aliases: manifest.kind === 'Deployment' ? ['IST0116'] : [],
        });
      }
    }
  },
};
