import { ApiObject, JsonPatch, type Chart } from 'cdk8s';
import { secretVariable } from '../../lib/edges/secret-reference';
import { Participant } from '../../lib/edges/participant';
import { ChartValues } from '../../lib/values/chart-values';
import { includeWhen } from '../../lib/values/inclusion';
import { format, RELEASE, when } from '../../lib/values/operators';
import { EventBackend } from '../../lib/workloads/event-backend';
import { Scheduler } from '../../lib/workloads/scheduler';
import { VersionService } from '../../lib/workloads/version-service';
import { Worker } from '../../lib/workloads/worker';

/** Every workload with a deploy-time value wherever one may be, each with a JSON patch. */
export function deployTime(chart: Chart): ChartValues {
  const values = new ChartValues();
  const v = declare(values);
  const common = (part: string) => ({
    name: format`${RELEASE.name}-${part}`,
    namespace: RELEASE.namespace,
    labels: { 'app.kubernetes.io/name': part, 'app.kubernetes.io/instance': RELEASE.name },
    selectorLabels: { 'app.kubernetes.io/name': part, 'app.kubernetes.io/instance': RELEASE.name },
    image: { repository: v.repository, tag: v.tag, digest: v.digest, pullPolicy: v.pullPolicy },
    platform: { mesh: v.mesh, networkPolicies: v.policies, monitoringNamespace: v.monitoring },
    serviceAccount: {
      create: v.flag,
      annotations: v.map,
      ...(part === 'backend' ? { name: v.account } : {}),
    },
    podLabels: v.podLabels,
    podAnnotations: v.map,
    imagePullSecrets: v.references,
    nodeSelector: v.map,
    tolerations: v.list as never,
    affinity: v.object as never,
    topologySpreadConstraints: v.list as never,
    priorityClassName: v.text,
    runAsUser: v.user,
    resources: v.object as never,
    extraEnv: v.env,
    extraEnvFrom: v.list as never,
    extraVolumes: v.named as never,
    extraVolumeMounts: v.named as never,
    extraContainers: v.named as never,
    extraIngress: v.list as never,
    extraEgress: v.list as never,
    version: v.tag,
  });
  const autoscaling = {
    enabled: v.scaled,
    minReplicas: v.minimum,
    maxReplicas: v.maximum,
    targetCpuPercent: v.percent,
    targetMemoryPercent: 50,
    extraMetrics: v.list as never,
  };
  const database = new Participant(chart, 'database', {
    name: format`${RELEASE.name}-database`,
    namespace: RELEASE.namespace,
    selectorLabels: { app: 'database' },
    serviceAccountName: 'database',
    calledPorts: [{ port: v.port, protocol: 'tcp' }],
    connectionEnvironment: [
      { name: 'DB_HOST', value: format`${RELEASE.name}-database` },
      when(v.flag, secretVariable('DB_PASSWORD', { name: v.account, key: 'PASSWORD' })) as never,
    ],
  });
  includeWhen(database, v.database);

  const backend = new EventBackend(chart, 'backend', {
    ...common('backend'),
    port: v.port,
    servicePort: v.servicePort,
    serviceType: v.serviceType,
    replicas: v.replicas,
    autoscaling,
    env: v.env,
  });
  backend.addVersion({
    version: 'v2',
    image: { repository: 'next', tag: v.tag },
    replicas: v.replicas,
    when: v.scaled,
  });
  new VersionService(chart, 'second', { backend, version: 'v2' });
  const worker = new Worker(chart, 'worker', {
    ...common('worker'),
    replicas: v.replicas,
    autoscaling: {
      ...autoscaling,
      queue: { enabled: v.queue, triggers: [{ type: 'redis', metadata: { length: v.text } }] },
    },
  });
  const scheduler = new Scheduler(chart, 'scheduler', { ...common('scheduler'), replicas: v.single });

  for (const caller of [backend, worker, scheduler]) caller.calls(database, { when: v.edge });
  worker.calls(backend);
  for (const { deployment } of [backend, worker, scheduler]) {
    ApiObject.of(deployment).addJsonPatch(
      JsonPatch.add('/spec/template/metadata/annotations/patched', 'yes'),
      JsonPatch.add('/spec/revisionHistoryLimit', 3),
    );
  }
  return values;
}

function declare(values: ChartValues) {
  const text = (key: string, value: string, pattern?: string) =>
    values.string(key, { default: value, description: key, ...(pattern ? { pattern } : {}) });
  const flag = (key: string, value: boolean) => values.boolean(key, { default: value, description: key });
  const count = (key: string, value: number) =>
    values.integer(key, { default: value, minimum: 0, description: key });
  const map = (key: string) =>
    values.map<string>(key, { default: {}, values: { type: 'string' }, description: key });
  const list = (key: string) =>
    values.list(key, { default: [], items: { type: 'freeForm' }, description: key });
  return {
    ...{ repository: text('repository', 'orders'), tag: text('tag', 'v1'), digest: text('digest', '') },
    pullPolicy: values.oneOf('pullPolicy', {
      default: 'IfNotPresent',
      oneOf: ['Always', 'IfNotPresent', 'Never'],
      description: 'pullPolicy',
    }),
    serviceType: values.oneOf('serviceType', {
      default: 'ClusterIP',
      oneOf: ['ClusterIP', 'NodePort', 'LoadBalancer'],
      description: 'serviceType',
    }),
    ...{ account: text('account', ''), text: text('text', ''), monitoring: text('monitoring', 'monitoring') },
    ...{ mesh: flag('mesh', true), policies: flag('policies', true), database: flag('database', true) },
    ...{
      flag: flag('flag', true),
      edge: flag('edge', true),
      scaled: flag('scaled', false),
      queue: flag('queue', true),
    },
    ...{ port: count('port', 5001), servicePort: count('servicePort', 80), user: count('user', 10001) },
    ...{ replicas: count('replicas', 2), single: count('single', 1), percent: count('percent', 80) },
    ...{ minimum: count('minimum', 1), maximum: count('maximum', 5) },
    ...{ map: map('map'), podLabels: map('podLabels'), list: list('list'), named: list('named') },
    object: values.object('object', { default: {}, description: 'object' }),
    references: values.list<{ name: string }>('references', {
      default: [],
      items: { type: 'struct', fields: { name: { type: 'string' } } },
      description: 'references',
    }),
    env: values.list<{ name: string; value: string }>('env', {
      default: [],
      items: { type: 'struct', fields: { name: { type: 'string' }, value: { type: 'string' } } },
      description: 'env',
    }),
  };
}
