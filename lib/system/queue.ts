import type { Construct } from 'constructs';
import type { ICallable } from '../edges/caller';
import type { Platform } from '../edges/participant';
import { EmbeddedRedis } from '../stores/embedded-redis';
import { ExternalRedis } from '../stores/external-redis';
import { RedisBackup } from '../stores/redis-backup';
import { includeWhen } from '../values/inclusion';
import { and, not, orDefault } from '../values/operators';
import type { SystemNames } from './names';
import type { QueueOptions } from './store-values';

/** The queue of a system: the servers that it may have, of which one is there at a time. */
export interface SystemQueue {
  readonly embedded: EmbeddedRedis;
  readonly all: readonly ICallable[];
}

/** Adds every server that the options may choose, each under its condition. */
export function addQueue(
  scope: Construct,
  names: SystemNames,
  platform: Platform,
  options: QueueOptions,
): SystemQueue {
  const { enabled = true, usePassword = false } = options;
  const labels = names.storeLabels('redis');
  const common = { namespace: names.namespace, labels, platform };
  const password = {
    name: orDefault(options.existingSecret ?? '', names.ofRelease('redis')),
    key: 'REDIS_PASSWORD',
    required: usePassword,
  };

  const embedded = new EmbeddedRedis(scope, 'redis', {
    ...common,
    name: names.ofRelease('redis-master'),
    selectorLabels: labels,
    auth: usePassword,
    password,
    ...(options.persistence ? { persistence: options.persistence } : {}),
    ...(options.resources ? { resources: options.resources } : {}),
  });
  includeWhen(embedded, enabled);

  const all: ICallable[] = [embedded];
  if (options.external) {
    const external = new ExternalRedis(scope, 'external-redis', {
      ...common,
      name: names.ofRelease('redis'),
      auth: usePassword,
      password,
      ...options.external,
    });
    includeWhen(external, and(not(enabled), options.external.host));
    all.push(external);
  }
  if (options.backup) addBackup(embedded, names, platform, options);
  return { embedded, all };
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
