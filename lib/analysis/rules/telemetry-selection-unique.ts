import type { Rule } from '../rule';
import { describeConflict, selectionConflicts } from '../selection-conflicts';
import { workloadTypes } from '../../mesh/workloads';

const TELEMETRY = 'telemetry.istio.io/Telemetry';

/** Of several Telemetry objects that select a workload the oldest holds, and a manifest has no age. */
export const telemetrySelectionUnique: Rule = {
  code: 'EVM141',
  name: 'telemetry-selection-unique',
  aliases: ['IST0159'],
  severity: 'error',
  preset: 'recommended',
  summary: 'several Telemetry objects select the same workload, of which one alone takes effect',
  reads: [TELEMETRY, ...workloadTypes],
  check(mesh, report) {
    for (const conflict of selectionConflicts(mesh, mesh.of(TELEMETRY), 'selector')) {
      for (const manifest of conflict.manifests) {
        report({
          manifest,
          path: ['spec', 'selector', 'matchLabels'],
          message: describeConflict(conflict),
          remedy: 'merge the Telemetry objects, or make their selectors exclude each other',
        });
      }
    }
  },
};
