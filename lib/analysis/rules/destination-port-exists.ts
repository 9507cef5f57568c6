import { knownServices } from '../known-services';
import { routeDestinations } from '../route-destinations';
import type { Rule } from '../rule';
import { numberOf, objectOf, textOf } from '../../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';

/** A route to a port that the service does not have answers 503. */
export const destinationPortExists: Rule = {
  code: 'EVM102',
  name: 'destination-port-exists',
  aliases: ['IST0101'],
  severity: 'error',
  preset: 'recommended',
  summary: 'a VirtualService routes or mirrors to a port that the service does not have',
  reads: [VIRTUAL_SERVICE, '/Service', 'networking.istio.io/ServiceEntry'],
  check(mesh, report) {
    for (const manifest of mesh.of(VIRTUAL_SERVICE)) {
      for (const { destination, path } of routeDestinations(manifest)) {
        const host = textOf(destination['host']) ?? '';
        const port = numberOf(objectOf(destination['port'])['number']);
        if (host === '' || port === undefined) continue;
        const services = knownServices(mesh, host, manifest.namespace, manifest.spec['exportTo']);
        const ports = services.flatMap((service) => service.ports.map(({ number }) => number));
        if (services.length === 0 || ports.includes(port)) continue;
        const known = [...new Set(ports)].sort((one, other) => one - other);
        report({
          manifest,
          path: [...path, 'port', 'number'],
          message: `the service '${host}' has no port ${port}, but ${known.join(', ') || 'none at all'}`,
          remedy: "name a port of the service (not the container's), or add it to the service",
        });
      }
    }
  },
};
