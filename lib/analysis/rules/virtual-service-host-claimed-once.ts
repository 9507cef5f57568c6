import { groupBy } from '../../vocabulary/group-by';
import { covers, isWildcard } from '../../vocabulary/host-name';
import { MESH_GATEWAY } from '../../mesh/gateway-reference';
import { VirtualServices } from '../../mesh/virtual-services';
import type { Rule } from '../rule';
import { areSeenTogether } from '../seen-together';

const SERVICE = 'networking.istio.io/VirtualService';

/** Istio merges or ignores VirtualServices that share a host, by where they are bound. */
export const virtualServiceHostClaimedOnce: Rule = {
  code: 'EVM219',
  name: 'virtual-service-host-claimed-once',
  aliases: ['KIA1106'],
  severity: 'info',
  preset: 'recommended',
  summary: 'several VirtualServices are for one host of one gateway',
  reads: [SERVICE],
  check(mesh, report) {
    const bound = VirtualServices.of(mesh).all.flatMap((service) =>
      service.gateways.flatMap((gateway) => service.hosts.map((host) => ({ service, gateway, host }))),
    );
    for (const [gateway, claims] of groupBy(bound, (claim) => claim.gateway)) {
      const byHost = groupBy(claims, ({ host }) => host);
      const wild = claims.filter(({ host }) => isWildcard(host));
      for (const { service, host } of claims) {
        const rivals = [...(byHost.get(host) ?? []), ...(isWildcard(host) ? claims : wild)].filter(
          (other) =>
            other.service !== service &&
            // Of two in the sidecars that claim the very same host, another rule tells.
            (gateway !== MESH_GATEWAY || other.host !== host) &&
            (covers(host, other.host) || covers(other.host, host)) &&
            areSeenTogether(service, other.service),
        );
        if (rivals.length === 0) continue;
        const names = [...new Set(rivals.map((rival) => rival.service.name))].sort();
        const index = service.hosts.indexOf(host);
        report({
          manifest: service.manifest,
          path: ['spec', 'hosts', index],
          message: `host '${host}' at ${gateway === MESH_GATEWAY ? 'the sidecars' : `gateway ${gateway}`} is also claimed by VirtualService ${names.join(', ')}; ${consequence(
            host,
            rivals.map((rival) => rival.host),
          )}`,
          remedy: 'say in one VirtualService what is meant for the host, with a delegate per owner',
        });
      }
    }
  },
};

function consequence(host: string, others: readonly string[]): string {
  if (others.every((other) => other !== host))
    return 'the most exact host wins, and its routes alone are tried';
  return 'the gateway joins their routes, the oldest first and catch-alls last';
}
