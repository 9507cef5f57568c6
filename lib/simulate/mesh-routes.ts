import { gatewayApiRoutes } from './gateway-api-routes';
import type { ActionContext } from './http-action';
import type { Claim } from './service-claims';
import { byAge } from '../mesh/age-order';
import { routesOfService } from '../mesh/attached-routes';
import { serviceOf } from '../vocabulary/host-name';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import type { MeshVirtualService } from '../mesh/virtual-services';

/**
 * The services whose calls inside of the mesh are routed by HTTPRoutes and GRPCRoutes that name them as a parent.
 * Those of the client's own namespace come before all; those of the service's namespace give way to an older
 * VirtualService for the service; those of other namespaces mean nothing to this client.
 *
 * @see https://gateway-api.sigs.k8s.io/mesh/
 */
export function meshRouteClaims(
  mesh: Mesh,
  clientNamespace: string,
  virtualServices: readonly MeshVirtualService[],
  services: ReadonlyMap<string, MeshService>,
  context: ActionContext,
): readonly Claim[] {
  return [...services.values()].flatMap((service): readonly Claim[] => {
    const name = serviceOf(service.host);
    if (name === undefined) return [];
    const routes = ['HTTPRoute', 'GRPCRoute'].flatMap((kind) =>
      routesOfService(mesh, kind, name, context.port),
    );
    const own = routes.filter(({ namespace }) => namespace === clientNamespace);
    const manifests =
      own.length > 0 ? own : routes.filter(({ namespace }) => namespace === service.namespace);
    const [oldest] = manifests;
    if (oldest === undefined) return [];
    const rival = virtualServices.find(({ hosts }) => hosts.includes(service.host));
    if (own.length === 0 && rival && byAge(rival.manifest, oldest) < 0) return [];
    return [{ host: service.host, service, routes: gatewayApiRoutes(mesh, sorted(manifests), context) }];
  });
}

function sorted(manifests: readonly Manifest[]): readonly Manifest[] {
  return [...manifests].sort(byAge);
}
