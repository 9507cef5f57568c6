import type { JsonObject } from '../vocabulary/json';
import type { TelemetryStack } from './telemetry-stack';

/**
 * Values of Loki's chart: one process with a volume, whose compactor removes what is too old.
 *
 * @see https://grafana.com/docs/loki/latest/setup/install/helm/reference/
 */
export function lokiValues(stack: TelemetryStack): JsonObject {
  const { volume, retention, resources } = stack._sizes.loki;
  const none = { replicas: 0 };
  return {
    fullnameOverride: 'loki',
    deploymentMode: 'SingleBinary',
    loki: {
      auth_enabled: false,
      commonConfig: { replication_factor: 1 },
      storage: { type: 'filesystem' },
      schemaConfig: {
        configs: [
          {
            from: '2024-04-01',
            store: 'tsdb',
            object_store: 'filesystem',
            schema: 'v13',
            index: { prefix: 'index_', period: '24h' },
          },
        ],
      },
      limits_config: {
        retention_period: retention,
        reject_old_samples: true,
        reject_old_samples_max_age: retention,
        allow_structured_metadata: true,
      },
      compactor: { retention_enabled: true, delete_request_store: 'filesystem' },
    },
    singleBinary: {
      replicas: 1,
      resources: resources as JsonObject,
      persistence:
        volume === undefined
          ? { enabled: false }
          : { enabled: true, size: volume, storageClass: stack.props.storageClass },
      ...(volume === undefined
        ? {
            extraVolumes: [{ name: 'data', emptyDir: {} }],
            extraVolumeMounts: [{ name: 'data', mountPath: '/var/loki' }],
          }
        : {}),
    },
    read: none,
    write: none,
    backend: none,
    gateway: { enabled: false },
    chunksCache: { enabled: false },
    resultsCache: { enabled: false },
    lokiCanary: { enabled: false },
    test: { enabled: false },
  };
}
