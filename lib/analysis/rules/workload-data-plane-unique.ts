import type { Rule } from '../rule';
import { isAmbientNamespace } from '../../mesh/ambient';
import { hasProxyContainer } from '../../mesh/injection';
import { workloadTypes } from '../../mesh/workloads';

const MODE = 'istio.io/dataplane-mode';
const INJECT = 'sidecar.istio.io/inject';

/** Pods are in the mesh by a sidecar or by ztunnel; with both labels, the sidecar wins and waypoints are passed by. */
export const workloadDataPlaneUnique: Rule = {
  code: 'EVM240',
  name: 'workload-data-plane-unique',
  aliases: ['KIA1311', 'KIA1316'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'pods ask for a sidecar in a namespace of ambient mode, or for both',
  reads: ['/Namespace', ...workloadTypes],
  check(mesh, report) {
    for (const workload of mesh.workloads.all) {
      const { labels, annotations, namespace, template } = workload;
      const asksForSidecar =
        (labels[INJECT] ?? annotations[INJECT]) === 'true' || hasProxyContainer(workload);
      // A gateway is a proxy, and no application with one.
      if (!asksForSidecar || annotations['inject.istio.io/templates'] === 'gateway') continue;
      const asksForBoth = labels[MODE] === 'ambient';
      if (!asksForBoth && (labels[MODE] !== undefined || !isAmbientNamespace(mesh, namespace))) continue;
      report({
        manifest: workload.manifest,
        path: [...template, 'metadata', 'labels'],
        message: asksForBoth
          ? 'the pods ask for a sidecar and for ambient mode'
          : `the pods ask for a sidecar, but namespace ${namespace} is in ambient mode: their calls go past waypoints`,
        remedy: `remove the sidecar, or label the pods ${MODE}: none`,
        aliases: [asksForBoth ? 'KIA1311' : 'KIA1316'],
        ...(asksForBoth ? { severity: 'error' as const } : {}),
      });
    }
  },
};
