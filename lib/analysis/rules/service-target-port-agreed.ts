import { groupBy } from '../../vocabulary/group-by';
import type { Rule } from '../rule';
import { servicesOfSidecars, servicesOfSidecarsTypes } from '../services-of-sidecars';

/** A proxy takes what reaches a port of its pod for one port of one service. */
export const serviceTargetPortAgreed: Rule = {
  code: 'EVM116',
  name: 'service-target-port-agreed',
  aliases: ['IST0137'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'Services reach the same port of a workload by different ports',
  reads: servicesOfSidecarsTypes,
  check(mesh, report) {
    for (const { manifest, services } of servicesOfSidecars(mesh)) {
      const ports = services.flatMap((service) =>
        service.ports.map(({ number, targetPort }) => ({
          service: service.manifest.name,
          number,
          target: String(
            targetPort === undefined || targetPort === 0 || targetPort === '' ? number : targetPort,
          ),
        })),
      );
      for (const [target, group] of groupBy(ports, (port) => port.target)) {
        const numbers = [...new Set(group.map(({ number }) => number))].sort((one, other) => one - other);
        if (numbers.length < 2) continue;
        const names = [...new Set(group.map(({ service }) => service))].sort();
        report({
          manifest,
          path: ['metadata', 'name'],
          message: `targetPort ${target} is reached at the ports ${numbers.join(', ')} of the Services ${names.join(', ')}; the proxy knows it by one of them`,
          remedy: 'use the same port in all Services of the workload',
          aliases: manifest.kind === 'Deployment' ? ['IST0137'] : [],
        });
      }
    }
  },
};
