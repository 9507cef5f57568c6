import type { Construct } from 'constructs';
import type { Platform } from '../edges/participant';
import { EmbeddedPostgres } from '../stores/embedded-postgres';
import type { IPostgres } from '../stores/postgres';
import { includeWhen } from '../values/inclusion';
import { and, equals, orDefault } from '../values/operators';
import type { SystemNames } from './names';
import type { DatabaseOptions } from './store-values';

/** The database of a system: the servers that it may have, of which one is there at a time. */
export interface SystemDatabase {
  readonly embedded: EmbeddedPostgres;
  readonly all: readonly IPostgres[];
}

/** Adds every server that the options may choose, each under its condition. */
export function addDatabase(
  scope: Construct,
  names: SystemNames,
  platform: Platform,
  options: DatabaseOptions,
): SystemDatabase {
  const { enabled = true, mode = 'embedded' } = options;
  const name = names.ofRelease('postgresql');
  const password = { name: orDefault(options.existingSecret ?? '', name), key: 'POSTGRES_PASSWORD' };
  const embedded = new EmbeddedPostgres(scope, 'postgresql', {
    name,
    namespace: names.namespace,
    labels: names.storeLabels('postgresql'),
    selectorLabels: names.storeLabels('postgresql'),
    platform,
    password,
    user: options.user ?? 'postgres',
    database: options.database ?? 'notifications',
    ...(options.persistence ? { persistence: options.persistence } : {}),
    ...(options.resources ? { resources: options.resources } : {}),
  });
  includeWhen(embedded, and(enabled, equals(mode, 'embedded')));
  return { embedded, all: [embedded] };
}
