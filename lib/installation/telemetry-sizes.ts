import type { ResourceRequirements } from 'kubernetes-types/core/v1';

/**
 * What an environment is for, and so how much of everything there is: `development` keeps nothing over restarts,
 * `staging` has every part in small, `production` is for real.
 */
export type EnvironmentGrade = 'development' | 'staging' | 'production';

/** One store of the telemetry stack. */
export interface StoreSize {
  /** Size of the volume. @default - none: data goes with the pod */
  readonly volume?: string;
  /** For how long data is kept, such as `168h`. */
  readonly retention: string;
  readonly resources: ResourceRequirements;
}

/** Sizes of the telemetry stack. */
export interface TelemetrySizes {
  readonly prometheus: StoreSize;
  /** Volume of Alertmanager. */
  readonly alertmanager: string | undefined;
  readonly grafana: string | undefined;
  readonly loki: StoreSize;
  readonly jaeger: StoreSize;
}

function resources(cpu: string, memory: string, cpuLimit: string, memoryLimit: string): ResourceRequirements {
  return { requests: { cpu, memory }, limits: { cpu: cpuLimit, memory: memoryLimit } };
}

/** Of Grafana, Jaeger and Kiali each. */
export const SMALL = resources('100m', '256Mi', '500m', '512Mi');

/** Of the log collector on each node. */
export const COLLECTOR = resources('50m', '128Mi', '200m', '256Mi');

/** The sizes of each grade; those of production are for some dozens of pods. */
export const telemetrySizes: Readonly<Record<EnvironmentGrade, TelemetrySizes>> = {
  development: {
    prometheus: { retention: '1d', resources: resources('100m', '512Mi', '1', '1Gi') },
    alertmanager: undefined,
    grafana: undefined,
    loki: { retention: '24h', resources: resources('50m', '128Mi', '500m', '512Mi') },
    jaeger: { retention: '24h', resources: SMALL },
  },
  staging: {
    prometheus: { volume: '20Gi', retention: '7d', resources: resources('200m', '1Gi', '1', '2Gi') },
    alertmanager: '2Gi',
    grafana: '5Gi',
    loki: { volume: '30Gi', retention: '72h', resources: resources('100m', '256Mi', '500m', '1Gi') },
    jaeger: { volume: '10Gi', retention: '48h', resources: SMALL },
  },
  production: {
    prometheus: { volume: '50Gi', retention: '15d', resources: resources('500m', '2Gi', '2', '4Gi') },
    alertmanager: '10Gi',
    grafana: '10Gi',
    loki: { volume: '100Gi', retention: '168h', resources: resources('200m', '512Mi', '1', '2Gi') },
    jaeger: { volume: '20Gi', retention: '48h', resources: SMALL },
  },
};
