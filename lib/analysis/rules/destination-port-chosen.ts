import { knownServices } from '../known-services';
import { routeDestinations } from '../route-destinations';
import type { Rule } from '../rule';
import { textOf } from '../../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';

/** Without a port, a route takes the one that the client dialled, or that the gateway listens at. */
export const destinationPortChosen: Rule = {
  code: 'EVM112',
  name: 'destination-port-chosen',
  aliases: ['IST0112'],
  severity: 'error',
  preset: 'recommended',
  summary: 'a VirtualService routes to a service of several ports without choosing one',
  reads: [VIRTUAL_SERVICE, '/Service', 'networking.istio.io/ServiceEntry'],
  check(mesh, report) {
    for (const manifest of mesh.of(VIRTUAL_SERVICE)) {
      for (const { destination, path } of routeDestinations(manifest)) {
        const host = textOf(destination['host']) ?? '';
        if (host === '' || destination['port'] !== undefined) continue;
        const services = knownServices(mesh, host, manifest.namespace, manifest.spec['exportTo']);
        const ports = [...new Set(services.flatMap((service) => service.ports.map(({ number }) => number)))];
        if (ports.length < 2) continue;
        report({
          manifest,
          path,
          message: `the destination '${host}' chooses none of the service's ports ${ports.sort((one, other) => one - other).join(', ')}`,
          remedy: 'add port.number to the destination',
        });
      }
    }
  },
};
