import { backendsOf, gatewayApiRoutes, parentsOf } from './gateway-api-routes';
import { MESH_GATEWAY } from '../mesh/gateway-reference';
import { serviceHost } from '../vocabulary/host-name';
import type { Mesh } from '../mesh/mesh';
import { virtualServiceTargets } from '../mesh/virtual-service-targets';
import { VirtualServices } from '../mesh/virtual-services';

/** The hosts that gateways send to, which follow DestinationRules like sidecars do. */
export function gatewayCalledHosts(mesh: Mesh): ReadonlySet<string> {
  return mesh.index('hosts called by gateways', () => {
    const hosts = new Set<string>();
    for (const virtualService of VirtualServices.of(mesh).all) {
      if (virtualService.gateways.every((gateway) => gateway === MESH_GATEWAY)) continue;
      for (const host of virtualServiceTargets(virtualService).keys()) hosts.add(host);
    }
    for (const route of gatewayApiRoutes(mesh)) {
      if (!parentsOf(route).some(({ kind }) => kind === 'Gateway')) continue;
      for (const { name, namespace } of backendsOf(route)) hosts.add(serviceHost(name, namespace));
    }
    return hosts;
  });
}
