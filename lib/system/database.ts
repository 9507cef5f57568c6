import type { Construct } from 'constructs';
import type { Platform } from '../edges/participant-props';
import { CloudNativePgPostgres } from '../stores/cloud-native-pg-postgres';
import { EmbeddedPostgres } from '../stores/embedded-postgres';
import { ExternalPostgres } from '../stores/external-postgres';
import type { IPostgres } from '../stores/postgres';
import { PostgresBackup } from '../stores/postgres-backup';
import { adviseAgainst } from '../values/constraint';
import { includeWhen } from '../values/inclusion';
import { and, equals, not, or } from '../values/conditions';
import { limitConnections } from './store-limits';
import { addPassword, type ExternalSecretsOptions } from './passwords';
import type { SystemNames } from './names';
import type { DatabaseOptions } from './database-values';

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
  external?: ExternalSecretsOptions,
): SystemDatabase {
  const { enabled = true, mode = 'embedded', user = 'postgres', database = 'notifications' } = options;
  const name = names.ofRelease('postgresql');
  const labels = names.storeLabels('postgresql');
  const common = { name, namespace: names.namespace, labels, platform };
  const account = {
    user,
    database,
    password: addPassword(scope, 'postgresql-password', names, external, {
      existingSecret: options.existingSecret ?? '',
      ownSecret: name,
      key: 'POSTGRES_PASSWORD',
      remoteKey: external?.postgresqlRemoteKey,
      generate: options.generatePassword ?? true,
      given: options.passwordInValues,
      needed: or(and(enabled, equals(mode, 'embedded')), and(not(enabled), options.external?.host ?? false)),
    }),
  };
  const resources = options.resources ? { resources: options.resources } : {};

  const embedded = new EmbeddedPostgres(scope, 'postgresql', {
    ...common,
    ...account,
    ...resources,
    selectorLabels: labels,
    connectionHost: name,
    ...(options.persistence ? { persistence: options.persistence } : {}),
  });
  const isEmbedded = and(enabled, equals(mode, 'embedded'));
  includeWhen(embedded, isEmbedded);

  const all: IPostgres[] = [embedded];
  const isOperated = and(enabled, equals(mode, 'cloudnative-pg'));
  if (isOperated !== false) {
    const operated = new CloudNativePgPostgres(scope, 'cloudnative-pg', {
      ...common,
      ...resources,
      user,
      database,
      instances: options.instances ?? 3,
      ...(options.persistence ? { volume: options.persistence } : {}),
    });
    includeWhen(operated, isOperated);
    all.push(operated);
  }
  if (options.external) {
    const external = new ExternalPostgres(scope, 'external-postgresql', {
      ...common,
      ...account,
      ...options.external,
    });
    includeWhen(external, and(not(enabled), options.external.host));
    all.push(external);
  }
  adviseAgainst(
    scope,
    options.passwordInValues ?? false,
    'postgresql.postgresqlPassword is readable for everybody who reads the values file, and plain manifests do not use it; put the password into a Secret and name that by postgresql.auth.existingSecret',
  );
  limitConnections(embedded, common);
  if (options.backup) addBackup(embedded, names, platform, options);
  return { embedded, all };
}

function addBackup(
  postgres: EmbeddedPostgres,
  names: SystemNames,
  platform: Platform,
  { backup, persistence }: DatabaseOptions,
): void {
  if (!backup) return;
  const jobs = new PostgresBackup(postgres, 'backup', {
    postgres,
    name: names.ofRelease('postgresql-backup'),
    namespace: names.namespace,
    labels: names.storeLabels('postgresql-backup'),
    selectorLabels: names.storeLabels('postgresql-backup'),
    platform,
    schedule: backup.schedule,
    retain: backup.retain,
    beforeUpgrade: backup.beforeUpgrade ?? true,
    volumeOptions: {
      size: backup.size,
      ...(persistence?.storageClass === undefined ? {} : { storageClass: persistence.storageClass }),
    },
  });
  includeWhen(jobs, backup.enabled);
}
