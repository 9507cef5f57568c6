import type { Rule } from '../rule';
import { describeConflict, selectionConflicts } from '../selection-conflicts';
import { isAmbient } from '../../mesh/ambient';
import { workloadTypes } from '../../mesh/workloads';

const SIDECAR = 'networking.istio.io/Sidecar';

/** Of several Sidecars that select a workload the oldest holds, and a manifest has no age. */
export const sidecarSelectionUnique: Rule = {
  code: 'EVM110',
  name: 'sidecar-selection-unique',
  aliases: ['IST0110', 'KIA0003'],
  severity: 'error',
  preset: 'recommended',
  summary: 'several Sidecars select the same workload, of which one alone takes effect',
  reads: [SIDECAR, '/Namespace', ...workloadTypes],
  check(mesh, report) {
    for (const conflict of selectionConflicts(mesh, mesh.of(SIDECAR), 'workloadSelector')) {
      if (isAmbient(mesh, conflict.workload)) continue;
      for (const manifest of conflict.manifests) {
        report({
          manifest,
          path: ['spec', 'workloadSelector', 'labels'],
          message: describeConflict(conflict),
          remedy: 'merge the Sidecars, or make their selectors exclude each other',
        });
      }
    }
  },
};
