import type { Rule } from '../rule';
import { hasSidecar } from '../../mesh/injection';
import { workloadTypes } from '../../mesh/workloads';

const NATIVE = 'sidecar.istio.io/nativeSidecar';

/** A sidecar that is an ordinary container outlives the work: the Job never ends. */
export const jobEnds: Rule = {
  code: 'EVM312',
  name: 'job-ends',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'the sidecar of a Job keeps running when the work is done, so that the Job never ends',
  reads: ['/Namespace', ...workloadTypes],
  check(mesh, report) {
    for (const workload of mesh.workloads.all) {
      const { manifest, annotations, podSpec, template } = workload;
      if (manifest.kind !== 'Job' && manifest.kind !== 'CronJob') continue;
      if (!hasSidecar(mesh, workload) || annotations[NATIVE] === 'true') continue;
      // Some ask the sidecar to end when they do.
      if (JSON.stringify(podSpec).includes('quitquitquit')) continue;
      const isOrdinary = annotations[NATIVE] === 'false';
      report({
        manifest,
        path: [...template, 'metadata', 'annotations', NATIVE],
        message: isOrdinary
          ? 'the sidecar is an ordinary container, which keeps the pod running when the work is done'
          : 'the Job ends where the installation makes native sidecars, and never where it does not',
        remedy: `annotate the pods ${NATIVE}: "true"`,
        ...(isOrdinary ? {} : { severity: 'info' as const }),
      });
    }
  },
};
