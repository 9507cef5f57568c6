import type { Deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import { OPTIONAL_DNS_NAME } from '../values/value-schema';
import type { Persistence } from '../stores/persistence';
import {
  declareBackup,
  declareExternal,
  declarePersistence,
  declareStorageClass,
  type StoreOptions,
} from './store-values';

/** Kafka as the queue, run by the Strimzi operator. */
export interface KafkaOptions {
  /** Brokers. @default 3 */
  readonly replicas?: Deferred<number>;
  /** The brokers' volumes. @default - 1Gi each that outlives the release */
  readonly persistence?: Persistence;
  /** Topic of the events. @default 'events' */
  readonly topic?: Deferred<string>;
  /** Partitions of the topic: no more workers than these have work. @default 12 */
  readonly partitions?: Deferred<number>;
  /** Consumer group of the workers. @default - the topic's name */
  readonly groupId?: Deferred<string>;
}

/** Where a system's queue is and how it is kept. */
export interface QueueOptions extends StoreOptions {
  /** What carries events. @default 'redis' */
  readonly broker?: Deferred<'redis' | 'kafka'>;
  /** Kafka, where `broker` says so. @default - three brokers */
  readonly kafka?: KafkaOptions;
  /** Runs Redis in this release; otherwise `external` says where it is. @default true */
  readonly enabled?: Deferred<boolean>;
  /** Asks for a password. @default false */
  readonly usePassword?: Deferred<boolean>;
  /** Secret with the password under the key REDIS_PASSWORD. @default - `<release>-redis` */
  readonly existingSecret?: Deferred<string>;
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
      storageClass: declareStorageClass(persistence),
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
      storageClass: declareStorageClass(persistence, 'volumes'),
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
