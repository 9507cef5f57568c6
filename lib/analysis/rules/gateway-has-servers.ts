import type { Rule } from '../rule';
import { hasLabels } from '../../mesh/label-selector';
import { Gateways, type MeshGateway } from '../../mesh/gateways';

const GATEWAY = 'networking.istio.io/Gateway';

/** A Gateway without servers opens no port. */
export const gatewayHasServers: Rule = {
  code: 'EVM158',
  name: 'gateway-has-servers',
  aliases: ['IST0101'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a Gateway has no servers, so that it opens no port',
  reads: [GATEWAY],
  check(mesh, report) {
    const gateways = Gateways.of(mesh).all;
    for (const gateway of gateways) {
      if (gateway.servers.length > 0) continue;
      // istioctl takes it for a selector that chooses nothing, unless another Gateway has the same one.
      const isUnique = !gateways.some((other) => other.servers.length > 0 && sameSelector(other, gateway));
      report({
        manifest: gateway.manifest,
        path: ['spec'],
        message: 'the Gateway has no servers: it opens no port, and no route takes effect at it',
        remedy: 'add a server with port and hosts',
        aliases: isUnique && Object.keys(gateway.selector).length > 0 ? ['IST0101'] : [],
      });
    }
  },
};

function sameSelector(one: MeshGateway, other: MeshGateway): boolean {
  return hasLabels(one.selector, other.selector) && hasLabels(other.selector, one.selector);
}
