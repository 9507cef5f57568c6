import type { Construct } from 'constructs';
import type { ICallable } from '../edges/caller';
import type { Platform } from '../edges/participant';
import { EmbeddedRedis } from '../stores/embedded-redis';
import { includeWhen } from '../values/inclusion';
import { orDefault } from '../values/operators';
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
  const embedded = new EmbeddedRedis(scope, 'redis', {
    name: names.ofRelease('redis-master'),
    namespace: names.namespace,
    labels: names.storeLabels('redis'),
    selectorLabels: names.storeLabels('redis'),
    platform,
    auth: options.usePassword ?? false,
    password: {
      name: orDefault(options.existingSecret ?? '', names.ofRelease('redis')),
      key: 'REDIS_PASSWORD',
      required: options.usePassword ?? false,
    },
    ...(options.persistence ? { persistence: options.persistence } : {}),
    ...(options.resources ? { resources: options.resources } : {}),
  });
  includeWhen(embedded, options.enabled ?? true);
  return { embedded, all: [embedded] };
}
