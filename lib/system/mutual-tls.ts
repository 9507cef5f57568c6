import type { Construct } from 'constructs';
import type { Platform } from '../edges/participant-props';
import { PeerAuthentication, type MtlsMode } from '../security/peer-authentication';
import type { Deferred } from '../values/chart-value';
import { includeWhen, inclusionOf } from '../values/inclusion';
import { or } from '../values/operators';
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
  includeWhen(policy, or(...workloads.map(inclusionOf)));
}
