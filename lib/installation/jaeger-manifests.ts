import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import type { JsonObject } from '../vocabulary/json';
import { PLAIN_YAML } from '../vocabulary/yaml-printer';
import {
  allInOneConfig,
  BADGER_FOLDER,
  collectorConfig,
  queryConfig,
  STORAGE_PORT,
  storageConfig,
} from './jaeger-config';
import type { TelemetryStack } from './telemetry-stack';
import { claimSpec } from './volume-claim';

const IMAGE = 'docker.io/jaegertracing/jaeger';
const VERSION = '2.17.0';
const SPANS = { 'grpc-otlp': 4317, 'http-otlp': 4318 };
const PAGES = { 'http-query': 16686, 'grpc-query': 16685 };

/** One process of Jaeger. */
interface Role {
  readonly name: string;
  readonly config: JsonObject;
  readonly replicas: number;
  /** Ports, by their names. */
  readonly ports: Readonly<Record<string, number>>;
  /** It holds the traces. */
  readonly stores: boolean;
  /** Services that lead to it, with their ports. */
  readonly services: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/**
 * Jaeger 2 with Badger, its own store: in production, collectors and query apart from it; else one process. Proxies
 * send spans to `jaeger-collector`, people look at `jaeger-query`.
 *
 * @see https://www.jaegertracing.io/docs/latest/deployment/
 */
export function jaegerManifests(stack: TelemetryStack): readonly JsonObject[] {
  return roles(stack).flatMap((role) => [
    configMap(stack, role),
    workload(stack, role),
    ...Object.entries(role.services).map(([name, ports]) => service(stack, role, name, ports)),
  ]);
}

function roles({ grade, istioNamespace, _sizes: { jaeger } }: TelemetryStack): readonly Role[] {
  const isKept = jaeger.volume !== undefined;
  if (grade !== 'production') {
    return [
      {
        name: 'jaeger',
        config: allInOneConfig(jaeger.retention, isKept),
        replicas: 1,
        ports: { ...SPANS, ...PAGES },
        stores: true,
        services: { 'jaeger-collector': SPANS, 'jaeger-query': PAGES },
      },
    ];
  }
  const storage = { 'grpc-storage': STORAGE_PORT };
  const address = `jaeger-storage.${istioNamespace}.svc.cluster.local:${STORAGE_PORT}`;
  const role = (name: string, config: JsonObject, ports: Role['ports'], replicas: number): Role => ({
    name,
    config,
    replicas,
    ports,
    stores: false,
    services: { [name]: ports },
  });
  return [
    { ...role('jaeger-storage', storageConfig(jaeger.retention, isKept), storage, 1), stores: true },
    role('jaeger-collector', collectorConfig(address), SPANS, 2),
    role('jaeger-query', queryConfig(address), PAGES, 1),
  ];
}

function metadata({ istioNamespace }: TelemetryStack, name: string): JsonObject {
  return {
    name,
    namespace: istioNamespace,
    labels: { 'app.kubernetes.io/name': 'jaeger', 'app.kubernetes.io/version': VERSION },
  };
}

function configMap(stack: TelemetryStack, { name, config }: Role): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(stack, name),
    data: { 'config.yaml': PLAIN_YAML.document(config) },
  };
}

/** The store has a claim, or files that go with the pod; the others can be many. */
function workload(stack: TelemetryStack, role: Role): JsonObject {
  const { name, replicas, stores } = role;
  const { volume } = stack._sizes.jaeger;
  const claims = stores && volume !== undefined;
  const labels = { app: name, version: VERSION };
  const podLabels = { ...labels, 'sidecar.istio.io/inject': 'false' };
  return {
    apiVersion: 'apps/v1',
    kind: claims ? 'StatefulSet' : 'Deployment',
    metadata: metadata(stack, name),
    spec: {
      ...(claims ? { serviceName: Object.keys(role.services)[0] } : {}),
      replicas,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: podLabels }, spec: podSpec(stack, role) as unknown as JsonObject },
      ...(claims
        ? {
            volumeClaimTemplates: [
              { metadata: { name: 'badger' }, spec: claimSpec(volume, stack.props.storageClass) },
            ],
          }
        : {}),
    },
  };
}

function podSpec(stack: TelemetryStack, role: Role): PodSpec {
  const { volume } = stack._sizes.jaeger;
  return {
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      fsGroup: 10001,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [container(stack, role)],
    volumes: [
      { name: 'config', configMap: { name: role.name } },
      // Without a claim Badger has its files in the folder for temporary ones.
      ...(role.stores && volume === undefined ? [{ name: 'badger', emptyDir: {} }] : []),
    ],
  };
}

function container(stack: TelemetryStack, { ports, stores }: Role): Container {
  const { volume, resources } = stack._sizes.jaeger;
  const probe = { httpGet: { path: '/status', port: 13133 } };
  const mounts = [
    { name: 'config', mountPath: '/etc/jaeger' },
    ...(stores ? [{ name: 'badger', mountPath: volume === undefined ? '/tmp' : BADGER_FOLDER }] : []),
  ];
  return {
    name: 'jaeger',
    image: `${IMAGE}:${VERSION}`,
    args: ['--config=/etc/jaeger/config.yaml'],
    ports: Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort })),
    resources,
    readinessProbe: probe,
    livenessProbe: { ...probe, initialDelaySeconds: 15, failureThreshold: 5 },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: mounts,
  };
}

function service(
  stack: TelemetryStack,
  role: Role,
  name: string,
  ports: Readonly<Record<string, number>>,
): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(stack, name),
    spec: {
      selector: { app: role.name },
      ports: Object.entries(ports).map(([portName, port]) => ({
        name: portName,
        port,
        targetPort: portName,
      })),
    },
  };
}
