import type { Deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import { OPTIONAL_DNS_NAME } from '../values/value-schema';
import type { Persistence } from '../stores/persistence';
import type { PodOptions } from '../pods/pod-options';

/** Where a system's database is and how it is kept. */
export interface DatabaseOptions {
  /** Runs the database in this release; otherwise `external` says where it is. @default true */
  readonly enabled?: Deferred<boolean>;
  /** Who runs it: a StatefulSet of this release, or the CloudNativePG operator. @default 'embedded' */
  readonly mode?: Deferred<'embedded' | 'cloudnative-pg'>;
  /** @default 'postgres' */
  readonly user?: Deferred<string>;
  /** @default 'notifications' */
  readonly database?: Deferred<string>;
  /** Secret with the password under the key POSTGRES_PASSWORD. @default - `<release>-postgresql` */
  readonly existingSecret?: Deferred<string>;
  /** Helm makes the password up, once, where no Secret brings it. @default true */
  readonly generatePassword?: Deferred<boolean>;
  readonly persistence?: Persistence;
  readonly resources?: PodOptions['resources'];
  /** Pods of the CloudNativePG cluster. @default 3 */
  readonly instances?: Deferred<number>;
  /** A password in a values file: taken for the chart's own Secret only, and advised against. @default - none */
  readonly passwordInValues?: Deferred<string>;
  /** A server outside of this release. */
  readonly external?: { readonly host: Deferred<string>; readonly port: Deferred<number> };
  readonly backup?: BackupValues;
}

/** Kafka as the queue, run by the Strimzi operator. */
export interface KafkaOptions {
  /** Brokers. @default 3 */
  readonly replicas?: Deferred<number>;
  readonly persistence?: Persistence;
  /** @default - the system's name */
  readonly topic?: Deferred<string>;
  /** @default 12 */
  readonly partitions?: Deferred<number>;
  /** @default - the topic's name */
  readonly groupId?: Deferred<string>;
}

/** Where a system's queue is and how it is kept. */
export interface QueueOptions {
  /** What carries events. @default 'redis' */
  readonly broker?: Deferred<'redis' | 'kafka'>;
  readonly kafka?: KafkaOptions;
  /** Runs Redis in this release; otherwise `external` says where it is. @default true */
  readonly enabled?: Deferred<boolean>;
  /** Asks for a password. @default false */
  readonly usePassword?: Deferred<boolean>;
  /** Secret with the password under the key REDIS_PASSWORD. @default - `<release>-redis` */
  readonly existingSecret?: Deferred<string>;
  /** Helm makes the password up, once, where no Secret brings it. @default true */
  readonly generatePassword?: Deferred<boolean>;
  readonly persistence?: Persistence;
  readonly resources?: PodOptions['resources'];
  /** A server outside of this release. */
  readonly external?: { readonly host: Deferred<string>; readonly port: Deferred<number> };
  readonly backup?: BackupValues;
}

/** Scheduled dumps of a store. */
export interface BackupValues {
  readonly enabled: Deferred<boolean>;
  readonly schedule: Deferred<string>;
  readonly retain: Deferred<number>;
  readonly size: Deferred<string>;
  /** PostgreSQL is dumped before each `helm upgrade`; a dump that fails stops the upgrade. @default true */
  readonly beforeUpgrade?: Deferred<boolean>;
}

const QUANTITY = '^[0-9]+(\\.[0-9]+)?([KMGTPE]i?|m)?$';
const CRON = '^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|\\S+ \\S+ \\S+ \\S+ \\S+)$';

/** Declares `postgresql.*` and `externalPostgresql.*`, under the names that the Bitnami chart of the time had. */
export function declareDatabaseValues(values: ChartValues, generatePassword: Deferred<boolean>) {
  const group = values.at('postgresql', 'PostgreSQL of this release');
  const auth = group.at('auth', 'Credentials');
  const external = values.at('externalPostgresql', 'The server where `postgresql.enabled` is false');
  return {
    enabled: group.boolean('enabled', { default: true, description: 'Runs PostgreSQL in this release' }),
    mode: group.oneOf<'embedded' | 'cloudnative-pg'>('mode', {
      default: 'embedded',
      oneOf: ['embedded', 'cloudnative-pg'],
      description: 'Who runs it: a StatefulSet of this chart, or the CloudNativePG operator',
    }),
    user: group.string('postgresqlUsername', {
      default: 'postgres',
      pattern: '^[a-z_][a-z0-9_]{0,62}$',
      description: 'Role that owns the database',
    }),
    passwordInValues: group.string('postgresqlPassword', {
      default: '',
      description:
        'Deprecated: a password in a values file is readable for everybody who reads the file; use `auth.existingSecret`',
    }),
    database: group.string('postgresqlDatabase', {
      default: 'notifications',
      pattern: '^[a-z_][a-z0-9_]{0,62}$',
      description: 'Database, made when the volume is empty',
    }),
    existingSecret: auth.string('existingSecret', {
      default: '',
      pattern: OPTIONAL_DNS_NAME,
      description:
        'Secret with the password under the key POSTGRES_PASSWORD; by default `<release>-postgresql`',
    }),
    persistence: {
      ...declarePersistence(group.at('primary', 'The server').at('persistence', 'The volume of the data')),
      storageClass: group.at('global', 'Settings of all volumes of PostgreSQL').string('storageClass', {
        default: '',
        pattern: OPTIONAL_DNS_NAME,
        description: "StorageClass of the volume; by default the cluster's",
      }),
    },
    resources: group.object('resources', { default: {}, description: 'Resources of the server' }) as never,
    instances: group.integer('instances', {
      default: 3,
      minimum: 1,
      maximum: 99,
      description: 'Pods of the CloudNativePG cluster',
    }),
    generatePassword,
    external: declareExternal(external, 5432),
    backup: {
      ...declareBackup(group),
      beforeUpgrade: group.at('backup').boolean('beforeUpgrade', {
        default: true,
        description:
          'Dumps before each `helm upgrade`, once an installation has the volume of dumps; a dump that fails stops the upgrade',
      }),
    },
  };
}

/** Declares `redis.*` and `externalRedis.*`. */
export function declareQueueValues(values: ChartValues, generatePassword: Deferred<boolean>) {
  const group = values.at('redis', 'Redis of this release, the queue between backend, scheduler and worker');
  const external = values.at('externalRedis', 'The server where `redis.enabled` is false');
  const persistence = group.at('master', 'The server').at('persistence', 'The volume of the data');
  group.at('cluster', 'Only a standalone Redis is run').boolean('enabled', {
    default: false,
    only: false,
    description: 'Clusters are not run by this chart; use `externalRedis`',
  });
  return {
    broker: values.at('events', 'How events travel').oneOf<'redis' | 'kafka'>('broker', {
      default: 'redis',
      oneOf: ['redis', 'kafka'],
      description: 'What carries events; with kafka, Redis is left out',
    }),
    kafka: declareKafka(values.at('kafka', 'Kafka as the queue, run by the Strimzi operator')),
    enabled: group.boolean('enabled', { default: true, description: 'Runs Redis in this release' }),
    usePassword: group.boolean('usePassword', {
      default: false,
      description: 'Asks clients for a password, from `auth.existingSecret`',
    }),
    existingSecret: group.at('auth', 'Credentials').string('existingSecret', {
      default: '',
      pattern: OPTIONAL_DNS_NAME,
      description: 'Secret with the password under the key REDIS_PASSWORD; by default `<release>-redis`',
    }),
    persistence: {
      ...declarePersistence(persistence),
      storageClass: persistence.string('storageClass', {
        default: '',
        pattern: OPTIONAL_DNS_NAME,
        description: "StorageClass of the volume; by default the cluster's",
      }),
    },
    resources: group.object('resources', { default: {}, description: 'Resources of the server' }) as never,
    generatePassword,
    external: declareExternal(external, 6379),
    backup: declareBackup(group),
  };
}

function declareKafka(group: ChartValues) {
  const persistence = group.at('persistence', "The brokers' volumes");
  return {
    replicas: group.integer('replicas', { default: 3, minimum: 1, maximum: 99, description: 'Brokers' }),
    persistence: {
      ...declarePersistence(persistence),
      storageClass: persistence.string('storageClass', {
        default: '',
        pattern: OPTIONAL_DNS_NAME,
        description: "StorageClass of the volumes; by default the cluster's",
      }),
    },
    topic: group.string('topic', {
      default: 'events',
      pattern: '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$',
      description: 'Topic of the events',
    }),
    partitions: group.integer('partitions', {
      default: 12,
      minimum: 1,
      maximum: 10_000,
      description: 'Partitions of the topic: no more workers than these have work',
    }),
    groupId: group.string('groupId', {
      default: 'event-workers',
      pattern: '^[a-zA-Z0-9._-]+$',
      description: 'Consumer group of the workers',
    }),
  };
}

function declarePersistence(group: ChartValues) {
  return {
    enabled: group.boolean('enabled', {
      default: true,
      description: 'Keeps the data on a volume; otherwise it goes with the pod',
    }),
    size: group.string('size', { default: '1Gi', pattern: QUANTITY, description: 'Size of the volume' }),
    retain: group.boolean('retain', {
      default: true,
      description: 'The volume outlives an uninstall, and a later installation finds its data again',
    }),
  };
}

function declareExternal(group: ChartValues, port: number) {
  return {
    host: group.string('host', {
      default: '',
      pattern: OPTIONAL_DNS_NAME,
      description: 'Host name of the server',
    }),
    port: group.integer('port', {
      default: port,
      minimum: 1,
      maximum: 65535,
      description: 'Port of the server',
    }),
  };
}

function declareBackup(store: ChartValues): BackupValues {
  const group = store.at('backup', 'Scheduled dumps to a volume of their own');
  return {
    enabled: group.boolean('enabled', { default: false, description: 'Dumps on a schedule' }),
    schedule: group.string('schedule', {
      default: '0 2 * * *',
      pattern: CRON,
      description: 'When, in cron syntax (UTC)',
    }),
    retain: group.integer('retain', {
      default: 7,
      minimum: 1,
      maximum: 1000,
      description: 'Dumps that are kept; older ones are deleted',
    }),
    size: group.string('size', {
      default: '1Gi',
      pattern: QUANTITY,
      description: 'Size of the volume of dumps',
    }),
  };
}
