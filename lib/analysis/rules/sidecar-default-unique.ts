import { defaultConflicts } from '../default-conflicts';
import type { Rule } from '../rule';
import { isEmptySelector } from '../workload-selector';
import { isAmbientNamespace } from '../../mesh/ambient';

const SIDECAR = 'networking.istio.io/Sidecar';

/** Of several Sidecars without selector in a namespace the oldest holds, and a manifest has no age. */
export const sidecarDefaultUnique: Rule = {
  code: 'EVM111',
  name: 'sidecar-default-unique',
  aliases: ['IST0111', 'KIA0002'],
  severity: 'error',
  preset: 'recommended',
  summary: 'a namespace has several Sidecars without workloadSelector, of which one alone takes effect',
  reads: [SIDECAR, '/Namespace'],
  check(mesh, report) {
    const defaults = mesh
      .of(SIDECAR)
      .filter(
        ({ spec, namespace }) =>
          isEmptySelector(spec['workloadSelector']) && !isAmbientNamespace(mesh, namespace),
      );
    for (const problem of defaultConflicts(defaults, 'Sidecars', 'workloadSelector')) report(problem);
  },
};
