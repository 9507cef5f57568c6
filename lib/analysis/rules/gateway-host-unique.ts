import { isInstalledElsewhere } from '../gateway-workloads';
import type { Rule } from '../rule';
import { hasLabels } from '../../mesh/label-selector';
import { Gateways, type GatewayServer, type MeshGateway } from '../../mesh/gateways';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes } from '../../mesh/workloads';
import { listOf, objectsOf } from '../../vocabulary/json-fields';

const GATEWAY = 'networking.istio.io/Gateway';

/** Of two servers for one host at one port of the same pods, the older Gateway's holds. */
export const gatewayHostUnique: Rule = {
  code: 'EVM135',
  name: 'gateway-host-unique',
  aliases: ['IST0145', 'KIA0301'],
  severity: 'error',
  preset: 'recommended',
  summary: 'several Gateways for the same pods serve the same host at the same port',
  reads: [GATEWAY, ...workloadTypes],
  check(mesh, report) {
    const claims = claimsOf(mesh);
    for (const gateway of Gateways.of(mesh).all) {
      for (const server of gateway.servers) {
        listOf(objectsOf(gateway.manifest.spec['servers'])[server.index]?.['hosts']).forEach(
          (host, place) => {
            if (typeof host !== 'string') return;
            const rivals = (claims.get(claimKey(server, host)) ?? []).filter(
              (other) => other.name !== gateway.name && sharePods(mesh, gateway, other),
            );
            if (rivals.length === 0) return;
            const names = [...new Set(rivals.map(({ name }) => name))].sort();
            report({
              manifest: gateway.manifest,
              path: ['spec', 'servers', server.index, 'hosts', place],
              message: `host '${host}' at port ${server.port} is also served by ${names.join(', ')}, for the same pods; the oldest Gateway holds`,
              remedy: 'serve the host by one Gateway, or choose different pods or ports',
            });
          },
        );
      }
    }
  },
};

function claimKey({ port, bind }: GatewayServer, host: string): string {
  return [port, bind, host].join('\n');
}

function claimsOf(mesh: Mesh): ReadonlyMap<string, readonly MeshGateway[]> {
  const claims = new Map<string, MeshGateway[]>();
  for (const gateway of Gateways.of(mesh).all) {
    for (const server of gateway.servers) {
      for (const host of listOf(objectsOf(gateway.manifest.spec['servers'])[server.index]?.['hosts'])) {
        if (typeof host !== 'string') continue;
        const key = claimKey(server, host);
        const known = claims.get(key);
        if (known) known.push(gateway);
        else claims.set(key, [gateway]);
      }
    }
  }
  return claims;
}

/** Whether some pods carry out both, those of an installation outside of the set included. */
function sharePods(mesh: Mesh, one: MeshGateway, other: MeshGateway): boolean {
  if (hasLabels(one.selector, other.selector) && hasLabels(other.selector, one.selector)) return true;
  const both = { ...one.selector, ...other.selector };
  if (!hasLabels(both, one.selector)) return false;
  return mesh.workloads.selectedAnywhere(both).length > 0 || isInstalledElsewhere(mesh, both);
}
