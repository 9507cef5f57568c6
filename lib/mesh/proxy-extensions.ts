import type { Labels } from './label-selector';
import type { Manifest } from './manifest';
import type { Mesh } from './mesh';
import { WorkloadPolicies, type PolicyTarget } from './workload-policies';
import { objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** Which way requests go through a proxy: into the mesh, out of a workload, into a workload. */
export type ProxySide = 'GATEWAY' | 'SIDECAR_OUTBOUND' | 'SIDECAR_INBOUND';

/** A proxy, by what extensions choose it by. */
export interface ExtendedProxy {
  readonly namespace: string;
  readonly labels: Labels;
  /** The objects that it serves. */
  readonly targets: readonly PolicyTarget[];
  readonly side: ProxySide;
}

/** What puts code or settings of its own into proxies. */
const TYPES = [
  'networking.istio.io/EnvoyFilter',
  'extensions.istio.io/WasmPlugin',
  'extensions.istio.io/TrafficExtension',
];

/**
 * The EnvoyFilters, WasmPlugins and TrafficExtensions that change what a proxy does with requests on one side.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/
 */
export function extensionsOf(
  mesh: Mesh,
  { namespace, labels, targets, side }: ExtendedProxy,
): readonly Manifest[] {
  return indexes(mesh)
    .flatMap((index) => [...index.applyingTo(namespace, labels), ...index.attachedTo(targets)])
    .filter((manifest) => concerns(manifest, side));
}

/** Whether there are any. */
export function hasExtensions(mesh: Mesh): boolean {
  return indexes(mesh).length > 0;
}

function indexes(mesh: Mesh): readonly WorkloadPolicies[] {
  return mesh.index('proxyExtensions', () =>
    TYPES.map((type) => mesh.of(type))
      .filter((manifests) => manifests.length > 0)
      .map((manifests) => new WorkloadPolicies(manifests, mesh.config.rootNamespace)),
  );
}

/** A filter names the sides of its patches, a plugin says whether it is a client's or a server's; nothing is both. */
function concerns({ kind, spec }: Manifest, side: ProxySide): boolean {
  if (kind === 'EnvoyFilter') {
    return objectsOf(spec['configPatches']).some((patch) => {
      const context = textOf(objectOf(patch['match'])['context']) ?? 'ANY';
      return context === 'ANY' || context === side;
    });
  }
  const own = side === 'SIDECAR_INBOUND' ? 'SERVER' : 'CLIENT';
  const matches = objectsOf(spec['match']);
  const modes = matches.map(({ mode }) => textOf(mode) ?? 'CLIENT_AND_SERVER');
  return modes.length === 0 || modes.some((mode) => mode === own || mode === 'CLIENT_AND_SERVER');
}
