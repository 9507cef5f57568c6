import { gatewayApiRoutes, parentsOf, routeTypes } from '../gateway-api-routes';
import { admits, namedListeners } from '../listener-admission';
import type { Rule } from '../rule';
import { overlap } from '../../vocabulary/host-name';
import { textOf, textsOf } from '../../vocabulary/json-fields';

const GATEWAY = 'gateway.networking.k8s.io/Gateway';

/** A listener takes a route for the hostnames that both have. */
export const routeHostnameAccepted: Rule = {
  code: 'EVM316',
  name: 'route-hostname-accepted',
  aliases: [],
  severity: 'error',
  preset: 'recommended',
  summary: 'no listener of a Gateway accepts any hostname of a route',
  reads: [GATEWAY, '/Namespace', ...routeTypes],
  check(mesh, report) {
    for (const manifest of gatewayApiRoutes(mesh)) {
      const hostnames = textsOf(manifest.spec['hostnames']);
      if (hostnames.length === 0) continue;
      for (const parent of parentsOf(manifest)) {
        const gateway = mesh.find(GATEWAY, parent.namespace, parent.name);
        if (gateway === undefined || `${parent.group}/${parent.kind}` !== GATEWAY) continue;
        const listeners = namedListeners(gateway, parent).filter((one) =>
          admits(mesh, gateway, one, manifest),
        );
        const accepted = listeners.map(({ hostname }) => textOf(hostname) ?? '*');
        if (accepted.length === 0 || accepted.some((one) => hostnames.some((host) => overlap(one, host))))
          continue;
        report({
          manifest,
          path: ['spec', 'hostnames'],
          message: `Gateway ${parent.namespace}/${parent.name} accepts ${accepted.join(', ')}, and none of ${hostnames.join(', ')}: the route takes no effect there`,
          remedy: 'give the route a hostname that a listener accepts, or add a listener',
        });
      }
    }
  },
};
