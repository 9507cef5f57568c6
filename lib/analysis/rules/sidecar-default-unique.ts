import type { Rule } from '../rule';
import { isEmptySelector } from '../workload-selector';
import { isAmbientNamespace } from '../../mesh/ambient';
import { groupBy } from '../../vocabulary/group-by';

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
    for (const [namespace, sidecars] of groupBy(defaults, (manifest) => manifest.namespace)) {
      if (sidecars.length < 2) continue;
      const names = sidecars.map(({ name }) => name).sort();
      for (const manifest of sidecars) {
        report({
          manifest,
          path: ['spec'],
          message: `the Sidecars ${names.join(', ')} of namespace ${namespace} all have no workloadSelector; Istio uses one of them`,
          remedy: 'merge them, or give all but one a workloadSelector',
        });
      }
    }
  },
};
