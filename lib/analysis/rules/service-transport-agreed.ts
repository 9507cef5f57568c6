import { groupBy } from '../../vocabulary/group-by';
import type { Rule } from '../rule';
import { servicesOfSidecars, servicesOfSidecarsTypes } from '../services-of-sidecars';
import { numberOf, objectsOf, textOf } from '../../vocabulary/json-fields';

/** A proxy has one listener for a port. */
export const serviceTransportAgreed: Rule = {
  code: 'EVM115',
  name: 'service-transport-agreed',
  aliases: ['IST0116'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'Services reach the same workload at one port by different transports',
  reads: servicesOfSidecarsTypes,
  check(mesh, report) {
    for (const { manifest, services } of servicesOfSidecars(mesh)) {
      const ports = services.flatMap((service) =>
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
