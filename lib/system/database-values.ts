import type { Deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import { OPTIONAL_DNS_NAME } from '../values/value-schema';
import {
  declareBackup,
  declareExternal,
  declarePersistence,
  declareStorageClass,
  type StoreOptions,
} from './store-values';

/** Where a system's database is and how it is kept. */
export interface DatabaseOptions extends StoreOptions {
  /** Runs the database in this release; otherwise `external` says where it is. @default true */
  readonly enabled?: Deferred<boolean>;
  /** Who runs it: a StatefulSet of this release, or the CloudNativePG operator. @default 'embedded' */
  readonly mode?: Deferred<'embedded' | 'cloudnative-pg'>;
  /** Role that owns the database. @default 'postgres' */
  readonly user?: Deferred<string>;
  /** Database of the system, made when the volume is empty. @default 'notifications' */
  readonly database?: Deferred<string>;
  /** Secret with the password under the key POSTGRES_PASSWORD. @default - `<release>-postgresql` */
  readonly existingSecret?: Deferred<string>;
  /** Pods of the CloudNativePG cluster. @default 3 */
  readonly instances?: Deferred<number>;
  /** A password in a values file: taken for the chart's own Secret only, and advised against. @default - none */
  readonly passwordInValues?: Deferred<string>;
}

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
      storageClass: declareStorageClass(group.at('global', 'Settings of all volumes of PostgreSQL')),
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
