import type { Construct } from 'constructs';
import { fragmentName } from '../edges/fragment-name';
import type { Platform } from '../edges/participant-props';
import { PeerAuthentication, type MtlsMode } from '../security/peer-authentication';
import type { Deferred } from '../values/chart-value';
import { includeWhen, inclusionOf } from '../values/inclusion';
import { isDeferral } from '../values/expression';
import { and, or } from '../values/conditions';
import { choose, fragment } from '../values/operators';
import type { SystemNames } from './names';

/** What the pods of the system take from callers; nothing where none of them is there. */
export function addMutualTls(
  scope: Construct,
  names: SystemNames,
  platform: Platform,
  mode: Deferred<MtlsMode> | undefined,
  workloads: readonly Construct[],
): void {
  const policy = new PeerAuthentication(scope, 'peer-authentication', {
    name: names.fullName,
    namespace: names.namespace,
    labels: names.labels('backend'),
    platform,
    mode: mode ?? 'STRICT',
    selectorLabels: names.releaseLabels as never,
  });
  const some = or(...workloads.map(inclusionOf));
  // The chart asks by a name, since the condition is long; a named template gives text, and an empty one does not hold.
  const hasPods = fragment(fragmentName(scope, 'hasPods'), choose(some, 'true', ''));
  includeWhen(policy, isDeferral(some) ? and(hasPods) : some);
}
