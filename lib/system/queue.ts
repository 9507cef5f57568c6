import type { Construct } from 'constructs';
import type { ICallable } from '../edges/caller';
import type { Platform } from '../edges/participant-props';
import { EmbeddedRedis } from '../stores/embedded-redis';
import type { SecretReference } from '../edges/secret-reference';
import { ExternalRedis } from '../stores/external-redis';
import { KafkaBroker } from '../stores/kafka-broker';
import { KafkaTopic } from '../stores/kafka-topic';
import type { IRedis } from '../stores/redis';
import { RedisBackup } from '../stores/redis-backup';
import { includeWhen } from '../values/inclusion';
import type { Deferred } from '../values/chart-value';
import { and, equals, not } from '../values/conditions';
import { limitConnections } from './store-limits';
import { addPassword, type ExternalSecretsOptions } from './passwords';
import type { SystemNames } from './names';
import type { KafkaOptions, QueueOptions } from './queue-values';

/** The queue of a system: the servers that it may have, of which one is there at a time. */
export interface SystemQueue {
  readonly embedded: EmbeddedRedis;
  readonly topic: KafkaTopic | undefined;
  readonly all: readonly ICallable[];
  /** The password that Redis asks for, and when it does. */
  readonly redisAuth: { readonly password: SecretReference; readonly auth: Deferred<boolean> };
  readonly redis: readonly IRedis[];
}

/** Adds every server that the options may choose, each under its condition. */
export function addQueue(
  scope: Construct,
  names: SystemNames,
  platform: Platform,
  options: QueueOptions,
  external?: ExternalSecretsOptions,
): SystemQueue {
  const { usePassword = false, broker = 'redis' } = options;
  const isRedis = equals(broker, 'redis');
  const enabled = and(isRedis, options.enabled ?? true);
  const labels = names.storeLabels('redis');
  const common = { namespace: names.namespace, labels, platform };
  const password = addPassword(scope, 'redis-password', names, external, {
    existingSecret: options.existingSecret ?? '',
    ownSecret: names.ofRelease('redis'),
    key: 'REDIS_PASSWORD',
    remoteKey: external?.redisRemoteKey,
    generate: options.generatePassword ?? true,
    needed: and(isRedis, usePassword),
  });

  const embedded = new EmbeddedRedis(scope, 'redis', {
    ...common,
    name: names.ofRelease('redis-master'),
    selectorLabels: labels,
    connectionHost: names.ofRelease('redis-master'),
    auth: usePassword,
    password,
    ...(options.persistence ? { persistence: options.persistence } : {}),
    ...(options.resources ? { resources: options.resources } : {}),
  });
  includeWhen(embedded, enabled);

  const redis: IRedis[] = [embedded];
  if (options.external) {
    const external = new ExternalRedis(scope, 'external-redis', {
      ...common,
      name: names.ofRelease('redis'),
      auth: usePassword,
      password,
      ...options.external,
    });
    includeWhen(external, and(isRedis, not(options.enabled ?? true), options.external.host));
    redis.push(external);
  }
  limitConnections(embedded, { ...common, name: names.ofRelease('redis-master') });
  if (options.backup) addBackup(embedded, names, platform, options);
  const topic = options.kafka && addKafka(scope, names, platform, options.kafka, equals(broker, 'kafka'));
  const redisAuth = { password, auth: usePassword };
  return { embedded, topic, redis, redisAuth, all: topic ? [...redis, topic] : redis };
}

function addKafka(
  scope: Construct,
  names: SystemNames,
  platform: Platform,
  { topic, partitions, groupId, ...options }: KafkaOptions,
  isKafka: Deferred<boolean>,
): KafkaTopic {
  const labels = names.storeLabels('kafka');
  const broker = new KafkaBroker(scope, 'kafka', {
    name: names.ofRelease('kafka'),
    namespace: names.namespace,
    labels,
    platform,
    ...options,
  });
  includeWhen(broker, isKafka);
  return new KafkaTopic(broker, 'events', {
    broker,
    name: names.ofRelease('events'),
    labels,
    topicName: topic ?? 'events',
    ...(partitions === undefined ? {} : { partitions }),
    ...(groupId === undefined ? {} : { groupId }),
  });
}

function addBackup(
  redis: EmbeddedRedis,
  names: SystemNames,
  platform: Platform,
  options: QueueOptions,
): void {
  const { backup, persistence } = options;
  if (!backup) return;
  const jobs = new RedisBackup(redis, 'backup', {
    redis,
    name: names.ofRelease('redis-backup'),
    namespace: names.namespace,
    labels: names.storeLabels('redis-backup'),
    selectorLabels: names.storeLabels('redis-backup'),
    platform,
    schedule: backup.schedule,
    retain: backup.retain,
    volumeOptions: {
      size: backup.size,
      ...(persistence?.storageClass === undefined ? {} : { storageClass: persistence.storageClass }),
    },
  });
  includeWhen(jobs, backup.enabled);
}
