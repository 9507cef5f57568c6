import type { JsonObject } from '../vocabulary/json';

/** Where Jaeger's process keeps Badger's files. */
export const BADGER_FOLDER = '/badger';
/** Port at which the storage of a split Jaeger serves its collectors and queries. */
export const STORAGE_PORT = 17271;

const HEALTH = { healthcheckv2: { use_v2: true, http: { endpoint: '0.0.0.0:13133' } } };
const RECEIVERS = {
  otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } } },
};
const QUERY = {
  storage: { traces: 'traces' },
  http: { endpoint: '0.0.0.0:16686' },
  grpc: { endpoint: '0.0.0.0:16685' },
};

/** Everything in one process, which keeps traces itself. */
export function allInOneConfig(ttl: string, isKept: boolean): JsonObject {
  return {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'healthcheckv2'],
      pipelines: { traces: pipeline('otlp', 'jaeger_storage_exporter') },
    },
    extensions: { ...HEALTH, jaeger_query: QUERY, jaeger_storage: badger(ttl, isKept) },
    receivers: RECEIVERS,
    processors: { batch: {} },
    exporters: { jaeger_storage_exporter: { trace_storage: 'traces' } },
  };
}

/** Keeps traces for other processes: Badger opens its files once. */
export function storageConfig(ttl: string, isKept: boolean): JsonObject {
  return {
    service: {
      extensions: ['jaeger_storage', 'remote_storage', 'healthcheckv2'],
      pipelines: { traces: pipeline('nop', 'nop') },
    },
    extensions: {
      ...HEALTH,
      jaeger_storage: badger(ttl, isKept),
      remote_storage: { endpoint: `0.0.0.0:${STORAGE_PORT}`, storage: 'traces' },
    },
    ...NOTHING,
  };
}

/** Takes spans and hands them to the storage. */
export function collectorConfig(storage: string): JsonObject {
  return {
    service: {
      extensions: ['jaeger_storage', 'healthcheckv2'],
      pipelines: { traces: pipeline('otlp', 'jaeger_storage_exporter') },
    },
    extensions: { ...HEALTH, jaeger_storage: remote(storage) },
    receivers: RECEIVERS,
    processors: { batch: {} },
    exporters: { jaeger_storage_exporter: { trace_storage: 'traces' } },
  };
}

/** Shows what the storage holds. */
export function queryConfig(storage: string): JsonObject {
  return {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'healthcheckv2'],
      pipelines: { traces: pipeline('nop', 'nop') },
    },
    extensions: { ...HEALTH, jaeger_query: QUERY, jaeger_storage: remote(storage) },
    ...NOTHING,
  };
}

/** The process that it stands on wants a pipeline also where nothing flows. */
const NOTHING = { receivers: { nop: {} }, processors: { batch: {} }, exporters: { nop: {} } };

function pipeline(receiver: string, exporter: string): JsonObject {
  return { receivers: [receiver], processors: ['batch'], exporters: [exporter] };
}

function badger(ttl: string, isKept: boolean): JsonObject {
  const directories = { keys: `${BADGER_FOLDER}/keys`, values: `${BADGER_FOLDER}/values` };
  return {
    backends: { traces: { badger: { directories, ephemeral: !isKept, ttl: { spans: ttl } } } },
  };
}

function remote(endpoint: string): JsonObject {
  return { backends: { traces: { grpc: { endpoint, tls: { insecure: true } } } } };
}
