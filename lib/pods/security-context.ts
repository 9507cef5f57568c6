import type { PodSecurityContext, SecurityContext } from 'kubernetes-types/core/v1';
import type { Deferred, DeferredTree } from '../values/chart-value';

/** The container settings that Pod Security "restricted" asks for, with a read-only root file system besides. */
export const RESTRICTED_CONTAINER: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};

/**
 * The pod settings that Pod Security "restricted" asks for. With a user, its files belong to the group of the same
 * number.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function restrictedPod(user?: Deferred<number>): DeferredTree<PodSecurityContext> {
  const identity = user === undefined ? {} : { runAsUser: user, runAsGroup: user, fsGroup: user };
  return {
    runAsNonRoot: true,
    ...identity,
    ...(user === undefined ? {} : { fsGroupChangePolicy: 'OnRootMismatch' }),
    seccompProfile: { type: 'RuntimeDefault' },
  };
}
