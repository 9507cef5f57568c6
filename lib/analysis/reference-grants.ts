import type { RouteReference } from './gateway-api-routes';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { objectsOf, textOf } from '../vocabulary/json-fields';

const GRANT = 'gateway.networking.k8s.io/ReferenceGrant';

/** The type of a grant, for what a rule reads. */
export const referenceGrantType = GRANT;

/**
 * Whether an object may refer to one of another namespace: a ReferenceGrant there says so.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export function isGranted(mesh: Mesh, from: Manifest, to: RouteReference): boolean {
  if (from.namespace === to.namespace) return true;
  const group = from.type.slice(0, from.type.lastIndexOf('/'));
  return mesh
    .of(GRANT)
    .some(
      (grant) =>
        grant.namespace === to.namespace &&
        objectsOf(grant.spec['from']).some(
          (source) =>
            source['namespace'] === from.namespace &&
            source['kind'] === from.kind &&
            source['group'] === group,
        ) &&
        objectsOf(grant.spec['to']).some(
          (target) =>
            target['kind'] === to.kind &&
            ['', 'core'].includes(textOf(target['group']) ?? '') &&
            (target['name'] === undefined || target['name'] === to.name),
        ),
    );
}
