import { defaultConflicts } from '../default-conflicts';
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
    for (const problem of defaultConflicts(forAll, 'PeerAuthentications', 'selector')) {
      report({ ...problem, aliases: ['KIA0002'] });
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
