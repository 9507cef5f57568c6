import { serviceHost } from '../vocabulary/host-name';
import type { Mesh } from './mesh';
import { numberOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** The Services that a route of the Gateway API for calls inside of the mesh is for, and where it sends them. */
export interface MeshRouteTargets {
  readonly namespace: string;
  readonly parents: readonly { readonly host: string; readonly namespace: string }[];
  /** With the port that is named; undefined for all. */
  readonly backends: readonly { readonly host: string; readonly port: number | undefined }[];
}

/** What the HTTPRoutes and GRPCRoutes with a Service as their parent lead to. */
export function meshRouteTargets(mesh: Mesh): readonly MeshRouteTargets[] {
  return mesh.index('mesh route targets', () =>
    ['HTTPRoute', 'GRPCRoute']
      .flatMap((kind) => mesh.of(`gateway.networking.k8s.io/${kind}`))
      .map(({ namespace, spec }) => ({
        namespace,
        parents: objectsOf(spec['parentRefs'])
          .filter(({ group, kind }) => group === '' && kind === 'Service')
          .map((parent) => {
            const home = textOf(parent['namespace']) ?? namespace;
            return { host: serviceHost(textOf(parent['name']) ?? '', home), namespace: home };
          }),
        backends: objectsOf(spec['rules'])
          .flatMap((rule) => objectsOf(rule['backendRefs']))
          .map((backend) => ({
            host: serviceHost(textOf(backend['name']) ?? '', textOf(backend['namespace']) ?? namespace),
            port: numberOf(backend['port']),
          })),
      }))
      .filter(({ parents }) => parents.length > 0),
  );
}
