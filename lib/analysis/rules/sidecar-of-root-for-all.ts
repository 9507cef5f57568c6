import { isEmptySelector } from '../workload-selector';
import type { Rule } from '../rule';

const SIDECAR = 'networking.istio.io/Sidecar';

/** The Sidecar of the root namespace is the default of all namespaces when it selects nothing. */
export const sidecarOfRootForAll: Rule = {
  code: 'EVM215',
  name: 'sidecar-of-root-for-all',
  aliases: ['KIA1006'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a Sidecar of the root namespace selects workloads, which are those of the root namespace alone',
  reads: [SIDECAR],
  check(mesh, report) {
    const { rootNamespace } = mesh.config;
    for (const manifest of mesh.of(SIDECAR)) {
      if (manifest.namespace !== rootNamespace || isEmptySelector(manifest.spec['workloadSelector']))
        continue;
      report({
        manifest,
        path: ['spec', 'workloadSelector'],
        message: `a Sidecar of the root namespace ${rootNamespace} with a workloadSelector holds for pods of ${rootNamespace} alone, not for the mesh`,
        remedy:
          'take workloadSelector out to make it the default of the mesh, or move it to the namespace of its workloads',
      });
    }
  },
};
