import { isGeneratedGateway } from '../generated-gateway';
import type { Rule } from '../rule';
import { gatewayReference, MESH_GATEWAY } from '../../mesh/gateway-reference';
import { overlap } from '../../vocabulary/host-name';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { isMeant, scopedHost } from '../../mesh/scoped-host';
import { listOf, objectsOf, textOf, textsOf } from '../../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
const GATEWAY = 'networking.istio.io/Gateway';
const KUBERNETES_GATEWAY = 'gateway.networking.k8s.io/Gateway';

/** A gateway hands a VirtualService only requests for hosts that both have. */
export const gatewayServesHost: Rule = {
  code: 'EVM130',
  name: 'gateway-serves-host',
  aliases: ['IST0132'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a VirtualService is bound to a Gateway that serves none of its hosts',
  reads: [VIRTUAL_SERVICE, GATEWAY, KUBERNETES_GATEWAY],
  check(mesh, report) {
    for (const manifest of mesh.of(VIRTUAL_SERVICE)) {
      const hosts = textsOf(manifest.spec['hosts']);
      listOf(manifest.spec['gateways']).forEach((item, index) => {
        const gateway = textOf(item) ?? '';
        if (gateway === MESH_GATEWAY || isGeneratedGateway(gateway)) return;
        const served = hostsServed(mesh, gatewayReference(gateway, manifest.namespace), manifest);
        if (served === undefined) return;
        if (hosts.some((host) => served.some((other) => overlap(other, host)))) return;
        report({
          manifest,
          path: ['spec', 'gateways', index],
          message: `the Gateway '${gateway}' serves none of the hosts ${hosts.join(', ') || '(none)'}, but ${served.join(', ') || 'none for this namespace'}`,
          remedy: "add the host to a server of the Gateway, or correct the VirtualService's hosts",
        });
      });
    }
  },
};

/** The hosts that a gateway takes of VirtualServices of a namespace; undefined if there is no such gateway. */
function hostsServed(mesh: Mesh, reference: string, { namespace }: Manifest): readonly string[] | undefined {
  const [home = '', name = ''] = reference.split('/');
  const gateway = mesh.find(GATEWAY, home, name);
  if (gateway) {
    return objectsOf(gateway.spec['servers'])
      .flatMap((server) => textsOf(server['hosts']))
      .map((host) => scopedHost(host, home))
      .filter((host) => isMeant(host, namespace))
      .map(({ host }) => host);
  }
  const kubernetesGateway = mesh.find(KUBERNETES_GATEWAY, home, name);
  return kubernetesGateway
    ? objectsOf(kubernetesGateway.spec['listeners']).map(({ hostname }) => textOf(hostname) || '*')
    : undefined;
}
