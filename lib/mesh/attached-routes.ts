import { byAge } from './age-order';
import { covers } from '../vocabulary/host-name';
import type { GatewayListenerSpec, KubernetesGateway } from './kubernetes-gateways';
import type { Manifest } from './manifest';
import type { Mesh } from './mesh';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** A route of the Gateway API and the hosts for which it is attached. */
export interface AttachedRoute {
  readonly manifest: Manifest;
  readonly hosts: readonly string[];
}

const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/**
 * The routes of a kind that are attached to a listener, the oldest first: those that name it as a parent, that it
 * admits, and that have a host in common with it.
 *
 * @param kind such as `HTTPRoute`
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#parentreference
 */
export function routesOfListener(
  mesh: Mesh,
  kind: string,
  gateway: KubernetesGateway,
  listener: GatewayListenerSpec,
): readonly AttachedRoute[] {
  const [namespace = '', name = ''] = gateway.name.split('/');
  return routes(mesh, kind).flatMap((manifest) => {
    const isParent = parentsOf(manifest).some(
      (parent) =>
        (textOf(parent['group']) ?? GATEWAY_GROUP) === GATEWAY_GROUP &&
        (textOf(parent['kind']) ?? 'Gateway') === 'Gateway' &&
        parent['name'] === name &&
        (textOf(parent['namespace']) ?? manifest.namespace) === namespace &&
        (textOf(parent['sectionName']) ?? listener.name) === listener.name &&
        (numberOf(parent['port']) ?? listener.port) === listener.port,
    );
    if (!isParent || !listener.admits(manifest.namespace)) return [];
    const hosts = commonHosts(textsOf(manifest.spec['hostnames']), listener.hostname);
    return hosts.length === 0 ? [] : [{ manifest, hosts }];
  });
}

/** The routes of a kind that are attached to a Service at a port, for calls inside of the mesh; the oldest first. */
export function routesOfService(
  mesh: Mesh,
  kind: string,
  service: { readonly namespace: string; readonly name: string },
  port: number,
): readonly Manifest[] {
  return routes(mesh, kind).filter((manifest) =>
    parentsOf(manifest).some(
      (parent) =>
        parent['group'] === '' &&
        parent['kind'] === 'Service' &&
        parent['name'] === service.name &&
        (textOf(parent['namespace']) ?? manifest.namespace) === service.namespace &&
        (numberOf(parent['port']) ?? port) === port,
    ),
  );
}

/**
 * Whether a ReferenceGrant lets routes of one namespace name a Service of another.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export function isReferenceGranted(mesh: Mesh, route: Manifest, namespace: string, service: string): boolean {
  if (route.namespace === namespace) return true;
  return mesh
    .of(`${GATEWAY_GROUP}/ReferenceGrant`)
    .some(
      (grant) =>
        grant.namespace === namespace &&
        objectsOf(grant.spec['from']).some(
          (from) =>
            from['group'] === GATEWAY_GROUP &&
            from['kind'] === route.kind &&
            from['namespace'] === route.namespace,
        ) &&
        objectsOf(grant.spec['to']).some(
          (to) =>
            (textOf(to['group']) ?? '') === '' &&
            to['kind'] === 'Service' &&
            (textOf(to['name']) || service) === service,
        ),
    );
}

function routes(mesh: Mesh, kind: string): readonly Manifest[] {
  return mesh.index(`routes ${kind}`, () => [...mesh.of(`${GATEWAY_GROUP}/${kind}`)].sort(byAge));
}

function parentsOf({ spec }: Manifest): readonly JsonObject[] {
  return objectsOf(spec['parentRefs']);
}

/** Of each pair that has something in common, the narrower one; a route without hosts takes the listener's. */
function commonHosts(hosts: readonly string[], hostname: string): readonly string[] {
  if (hosts.length === 0) return [hostname];
  return hosts.flatMap((host) =>
    covers(hostname, host) ? [host] : covers(host, hostname) ? [hostname] : [],
  );
}
