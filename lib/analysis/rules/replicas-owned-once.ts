import type { Rule } from '../rule';
import { autoscalerOf, autoscalerTypes } from '../scaled-workloads';

const SCALED = ['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'];

/** Each apply sets the number of pods back, against the autoscaler. */
export const replicasOwnedOnce: Rule = {
  code: 'EVM313',
  name: 'replicas-owned-once',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a workload says how many pods it has, and an autoscaler does too',
  reads: [...autoscalerTypes, ...SCALED],
  check(mesh, report) {
    for (const manifest of SCALED.flatMap((type) => mesh.of(type))) {
      const { replicas } = manifest.spec;
      const scaler = autoscalerOf(mesh, manifest)?.manifest;
      // None at all switches an autoscaler off, and is a way to do so.
      if (typeof replicas !== 'number' || replicas === 0 || scaler === undefined) continue;
      report({
        manifest,
        path: ['spec', 'replicas'],
        message: `${scaler.kind} ${scaler.name} decides the number of pods; every apply sets it back to ${replicas}`,
        remedy: 'leave replicas out',
      });
    }
  },
};
