import { isJsonObject, type JsonObject } from '../vocabulary/json';
import { ConfigError } from '../vocabulary/config-error';

/** Where proxies send their spans: a service that takes OTLP over gRPC. */
export interface TracingProvider {
  /** Name by which `Telemetry` objects refer to it. @default 'jaeger' */
  readonly name?: string;
  /** Host of the service, such as `jaeger-collector.monitoring.svc.cluster.local`. */
  readonly service: string;
  /** Port of its Service, for OTLP over gRPC. @default 4317 */
  readonly port?: number;
  /** Percent of the requests that a trace begins with, from 0 to 100. */
  readonly samplingPercent: number;
}

/** Settings that hold in the whole mesh. */
export interface MeshSettings {
  /** First part of every identity: `<trust domain>/ns/<namespace>/sa/<service account>`. @default 'cluster.local' */
  readonly trustDomain?: string;
  /** Trust domains whose identities are taken for the mesh's own. @default - none */
  readonly trustDomainAliases?: readonly string[];
  /** How proxies write access logs to their standard output. @default 'JSON' */
  readonly accessLogEncoding?: 'JSON' | 'TEXT';
  /**
   * What a line says: Envoy's format for `TEXT`, a JSON object of such formats for `JSON`.
   * @default - Istio's own
   */
  readonly accessLogFormat?: string;
  /** What happens to calls to hosts that the mesh does not know, unless a `Sidecar` says otherwise. @default 'ALLOW_ANY' */
  readonly outboundTrafficPolicy?: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  /** Proxies find out by themselves where to speak mutual TLS. @default true */
  readonly enableAutoMtls?: boolean;
  /** Where spans go. @default - no traces are sent */
  readonly tracing?: TracingProvider;
  /** Further providers that `Telemetry` objects and CUSTOM policies name, as Istio reads them. @default - none */
  readonly extensionProviders?: readonly JsonObject[];
}

/**
 * The settings as Istio reads them.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 * @throws ConfigError `mesh-settings` when a format does not fit its encoding, or a percentage is none
 */
export function meshConfig(settings: MeshSettings): JsonObject {
  const { trustDomain = 'cluster.local', trustDomainAliases, enableAutoMtls, tracing } = settings;
  const providers = [
    ...(tracing ? [extensionProvider(tracing)] : []),
    ...(settings.extensionProviders ?? []),
  ];
  return {
    trustDomain,
    trustDomainAliases,
    accessLogFile: '/dev/stdout',
    ...accessLog(settings),
    enableAutoMtls,
    enablePrometheusMerge: true,
    outboundTrafficPolicy: { mode: settings.outboundTrafficPolicy ?? 'ALLOW_ANY' },
    extensionProviders: providers.length === 0 ? undefined : providers,
  };
}

/** The name of the provider that traces go to. */
function tracingProviderName({ name = 'jaeger' }: TracingProvider): string {
  return name;
}

function extensionProvider(tracing: TracingProvider): JsonObject {
  const { service, port = 4317 } = tracing;
  return { name: tracingProviderName(tracing), opentelemetry: { service, port } };
}

function accessLog({ accessLogEncoding = 'JSON', accessLogFormat }: MeshSettings): JsonObject {
  if (accessLogFormat !== undefined && accessLogEncoding === 'JSON' && !isJsonText(accessLogFormat)) {
    throw new ConfigError(
      'mesh-settings',
      undefined,
      `'accessLogFormat' is no JSON object, which accessLogEncoding JSON takes; write one, or set accessLogEncoding to TEXT`,
    );
  }
  return { accessLogEncoding, accessLogFormat };
}

function isJsonText(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text));
  } catch {
    return false;
  }
}

/**
 * The `Telemetry` of the whole mesh, to be applied beside istiod: which requests are traced.
 *
 * @throws ConfigError `mesh-settings` when the percentage is none
 */
export function meshTelemetry(tracing: TracingProvider, rootNamespace: string): JsonObject {
  const { samplingPercent: percent } = tracing;
  if (!(percent >= 0 && percent <= 100)) {
    throw new ConfigError(
      'mesh-settings',
      undefined,
      `'samplingPercent' is ${percent}, expected a percentage from 0 to 100`,
    );
  }
  return {
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: 'mesh-default', namespace: rootNamespace },
    spec: {
      tracing: [
        {
          providers: [{ name: tracingProviderName(tracing) }],
          randomSamplingPercentage: percent,
        },
      ],
    },
  };
}
