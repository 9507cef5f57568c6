import { groupBy } from '../../vocabulary/group-by';
import type { Rule } from '../rule';
import { describeConflict, selectionConflicts } from '../selection-conflicts';
import { isEmptySelector } from '../workload-selector';
import { workloadTypes } from '../../mesh/workloads';

const PEERS = 'security.istio.io/PeerAuthentication';

/** Of several PeerAuthentications at one level the oldest holds, and a manifest has no age. */
export const peerAuthenticationUnique: Rule = {
  code: 'EVM229',
  name: 'peer-authentication-unique',
  aliases: ['KIA0002', 'KIA0003'],
  severity: 'error',
  preset: 'recommended',
  summary:
    'several PeerAuthentications are for the same namespace or workload, of which one alone takes effect',
  reads: [PEERS, ...workloadTypes],
  check(mesh, report) {
    const forAll = mesh.of(PEERS).filter(({ spec }) => isEmptySelector(spec['selector']));
    for (const [namespace, policies] of groupBy(forAll, (manifest) => manifest.namespace)) {
      if (policies.length < 2) continue;
      const names = policies.map(({ name }) => name).sort();
      for (const manifest of policies) {
        report({
          manifest,
          path: ['spec'],
          message: `the PeerAuthentications ${names.join(', ')} of namespace ${namespace} all have no selector; Istio uses one of them`,
          remedy: 'merge them, or give all but one a selector',
          aliases: ['KIA0002'],
        });
      }
    }
    for (const conflict of selectionConflicts(mesh, mesh.of(PEERS), 'selector')) {
      for (const manifest of conflict.manifests) {
        report({
          manifest,
          path: ['spec', 'selector', 'matchLabels'],
          message: describeConflict(conflict),
          remedy: 'merge the PeerAuthentications, or make their selectors exclude each other',
          aliases: ['KIA0003'],
        });
      }
    }
  },
};
