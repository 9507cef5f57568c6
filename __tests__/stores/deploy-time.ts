import type { Chart } from 'cdk8s';
import { BackupVolume } from '../../lib/stores/backup-volume';
import { CloudNativePgBackup } from '../../lib/stores/cloud-native-pg-backup';
import { CloudNativePgPostgres } from '../../lib/stores/cloud-native-pg-postgres';
import { EmbeddedPostgres } from '../../lib/stores/embedded-postgres';
import { EmbeddedRedis } from '../../lib/stores/embedded-redis';
import { ExternalPostgres } from '../../lib/stores/external-postgres';
import { ExternalRedis } from '../../lib/stores/external-redis';
import { ExternalSecretSource } from '../../lib/stores/external-secret-source';
import { KafkaBroker } from '../../lib/stores/kafka-broker';
import { KafkaTopic } from '../../lib/stores/kafka-topic';
import { PostgresBackup } from '../../lib/stores/postgres-backup';
import { RedisBackup } from '../../lib/stores/redis-backup';
import { ChartValues } from '../../lib/values/chart-values';
import { includeWhen } from '../../lib/values/inclusion';
import { not } from '../../lib/values/conditions';
import { format, fragment, RELEASE } from '../../lib/values/operators';
import { caller } from './synthesis';

/** Every construct of the room with a deploy-time value wherever one may be. */
export function deployTime(chart: Chart): ChartValues {
  const values = new ChartValues();
  const v = declare(values);
  const named = (suffix: string) => {
    const labels = fragment<Record<string, string>>(`${suffix}Labels`, {
      'app.kubernetes.io/name': suffix,
      'app.kubernetes.io/instance': RELEASE.name,
    });
    return {
      name: fragment<string>(`${suffix}Name`, format`${RELEASE.name}-${suffix}`),
      namespace: RELEASE.namespace,
      labels,
      selectorLabels: labels,
      platform: { mesh: v.mesh, networkPolicies: v.policies, monitoringNamespace: v.text },
    };
  };
  const pods = {
    image: { tag: v.tag, digest: v.digest },
    runAsUser: v.user,
    resources: v.resources,
    podAnnotations: v.annotations,
    nodeSelector: v.annotations,
    tolerations: v.list,
    extraEnv: v.env,
    extraVolumes: v.list,
    serviceAccount: { create: v.flag, annotations: v.annotations },
    extraIngress: v.list,
  };
  const password = { name: v.secret, key: v.secret, required: v.flag };
  const persistence = { enabled: v.persistent, size: v.size, storageClass: v.storageClass, retain: v.flag };
  const backend = caller(chart);

  const postgres = new EmbeddedPostgres(chart, 'Postgres', {
    ...named('postgres'),
    ...pods,
    persistence,
    password,
    user: v.text,
    database: v.text,
    configuration: v.configuration,
  });
  const external = new ExternalPostgres(chart, 'ExternalPostgres', {
    ...named('external-postgres'),
    host: v.host,
    port: v.count,
    user: v.text,
    database: v.text,
    password,
  });
  includeWhen(postgres, v.flag);
  includeWhen(external, not(v.flag));
  for (const [id, store] of Object.entries({ PostgresBackup: postgres, ExternalBackup: external })) {
    new PostgresBackup(chart, id, {
      ...named(id.toLowerCase()),
      postgres: store,
      schedule: v.schedule,
      timeZone: v.text,
      retain: v.count,
      retainDays: v.days,
      restoreFile: v.text,
      resources: v.resources,
      volumeOptions: { size: v.size, storageClass: v.storageClass, keep: v.flag },
    });
  }

  const volume = new BackupVolume(chart, 'RedisVolume', named('redis-volume'));
  const redis = new EmbeddedRedis(chart, 'Redis', {
    ...named('redis'),
    ...pods,
    persistence,
    password,
    auth: v.auth,
    appendOnly: v.flag,
    maxMemory: v.text,
    configuration: v.configuration,
    restore: { volume, file: v.file, request: v.file, overwrite: v.flag },
  });
  new RedisBackup(chart, 'RedisBackup', { ...named('redis-backup'), redis, volume });
  const externalRedis = new ExternalRedis(chart, 'ExternalRedis', {
    ...named('external-redis'),
    host: v.host,
    auth: v.auth,
    password,
  });

  const operated = new CloudNativePgPostgres(chart, 'Operated', {
    ...named('operated'),
    instances: v.count,
    user: v.owner,
    database: v.text,
    credentialsSecret: v.file,
    volume: { size: v.size, storageClass: v.storageClass },
    resources: v.resources,
    parameters: v.annotations,
    backup: CloudNativePgBackup.s3({ destinationPath: v.text, endpointUrl: v.file, retentionDays: v.count }),
  });

  const broker = new KafkaBroker(chart, 'Kafka', {
    ...named('kafka'),
    replicas: v.count,
    version: v.file,
    persistence,
    resources: v.resources,
    config: v.annotations,
  });
  const topic = new KafkaTopic(chart, 'Topic', {
    broker,
    ...named('topic'),
    topicName: v.text,
    groupId: v.text,
    partitions: v.count,
    replicas: v.days,
    retention: v.count,
  });
  topic.demandPartitionFor(v.consumers);

  new ExternalSecretSource(chart, 'Secret', {
    ...named('secret'),
    store: v.owner,
    keys: [{ key: 'password', remoteKey: v.text, property: v.file }],
  });
  for (const store of [postgres, external, redis, externalRedis, operated, topic]) {
    backend.calls(store, { when: v.edge });
  }
  return values;
}

function declare(values: ChartValues) {
  const text = (key: string, value: string) => values.string(key, { default: value, description: key });
  const flag = (key: string, value = true) => values.boolean(key, { default: value, description: key });
  const whole = (key: string, value: number) => values.integer(key, { default: value, description: key });
  return {
    text: text('text', 'orders'),
    owner: text('owner', 'orders'),
    host: text('host', 'db.example.com'),
    secret: text('secret', 'db'),
    tag: text('tag', '1'),
    digest: text('digest', ''),
    size: text('size', '1Gi'),
    storageClass: text('storageClass', ''),
    configuration: text('configuration', ''),
    schedule: text('schedule', '0 2 * * *'),
    file: text('file', ''),
    flag: flag('flag'),
    mesh: flag('mesh'),
    policies: flag('policies'),
    persistent: flag('persistent'),
    auth: flag('auth', false),
    edge: flag('edge'),
    count: whole('count', 3),
    days: whole('days', 0),
    user: whole('user', 70),
    consumers: whole('consumers', 1),
    resources: values.object('resources', { default: {}, description: 'resources' }) as never,
    annotations: values.map<string>('annotations', {
      default: {},
      values: { type: 'string' },
      description: 'annotations',
    }),
    env: values.list<{ name: string; value: string }>('env', {
      default: [],
      items: { type: 'struct', fields: { name: { type: 'string' }, value: { type: 'string' } } },
      description: 'env',
    }),
    list: values.list('list', { default: [], items: { type: 'freeForm' }, description: 'list' }) as never,
  };
}
