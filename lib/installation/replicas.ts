import type { Affinity } from 'kubernetes-types/core/v1';
import { ConfigError } from '../vocabulary/config-error';

/** How many pods there are. */
export interface Replicas {
  /** At least 1. */
  readonly minimum: number;
  /** With more than the minimum, a HorizontalPodAutoscaler chooses. @default - the minimum */
  readonly maximum?: number;
  /** Percent of the CPU request that pods use on average, from which there are more. @default 80 */
  readonly cpuPercent?: number;
}

/** Replicas of which everything is said. */
export interface ScaledReplicas extends Required<Replicas> {
  /** An autoscaler chooses. */
  readonly scaled: boolean;
}

/**
 * Fills in what is left out.
 *
 * @param place the prop, as messages name it
 * @throws ConfigError `replicas` when the bounds are no range of pods
 */
export function scaledReplicas(place: string, replicas: Replicas): ScaledReplicas {
  const { minimum, maximum = minimum, cpuPercent = 80 } = replicas;
  const whole = [minimum, maximum, cpuPercent].every((value) => Number.isInteger(value) && value >= 1);
  if (!whole || maximum < minimum) {
    throw new ConfigError(
      'replicas',
      undefined,
      `'${place}' is ${minimum} to ${maximum} pods at ${cpuPercent} % CPU, expected whole numbers from 1, the maximum not below the minimum; correct them`,
    );
  }
  return { minimum, maximum, cpuPercent, scaled: maximum > minimum };
}

/** Keeps pods of the same labels on different nodes where that is possible. */
export function onDifferentNodes(labels: Readonly<Record<string, string>>): Affinity {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            labelSelector: { matchLabels: { ...labels } },
            topologyKey: 'kubernetes.io/hostname',
          },
        },
      ],
    },
  };
}
