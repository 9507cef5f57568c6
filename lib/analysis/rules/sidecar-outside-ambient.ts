import type { Rule } from '../rule';
import { isEmptySelector, selectorLabels } from '../workload-selector';
import { isAmbient, isAmbientNamespace } from '../../mesh/ambient';
import { workloadTypes } from '../../mesh/workloads';

const SIDECAR = 'networking.istio.io/Sidecar';

/** In ambient mode there is no sidecar that could be configured. */
export const sidecarOutsideAmbient: Rule = {
  code: 'EVM147',
  name: 'sidecar-outside-ambient',
  aliases: ['IST0167'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a Sidecar is for workloads in ambient mode, which have no sidecar',
  reads: [SIDECAR, '/Namespace', ...workloadTypes],
  check(mesh, report) {
    for (const manifest of mesh.of(SIDECAR)) {
      const { namespace, spec } = manifest;
      const isForAll = isEmptySelector(spec['workloadSelector']);
      const selected = isForAll
        ? []
        : mesh.workloads.selected(namespace, selectorLabels(spec['workloadSelector']));
      const ambient = isForAll
        ? isAmbientNamespace(mesh, namespace)
        : selected.some((workload) => isAmbient(mesh, workload));
      if (!ambient) continue;
      const who = isForAll
        ? `the workloads of namespace ${namespace}`
        : `the ${selected[0]?.manifest.kind ?? ''} ${selected[0]?.name ?? ''}`;
      report({
        manifest,
        path: isForAll ? ['spec'] : ['spec', 'workloadSelector'],
        message: `${who} ${isForAll ? 'are' : 'is'} in ambient mode, where a Sidecar takes no effect`,
        remedy: 'remove the Sidecar, or take the workloads into the mesh by sidecars',
      });
    }
  },
};
