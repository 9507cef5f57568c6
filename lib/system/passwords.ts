import type { Construct } from 'constructs';
import type { SecretReference } from '../edges/secret-reference';
import { ExternalSecretSource } from '../stores/external-secret-source';
import type { Deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import { includeWhen } from '../values/inclusion';
import { and, not, or, orDefault } from '../values/operators';
import { DNS_NAME } from '../values/value-schema';
import type { SystemNames } from './names';

/** Takes passwords from Vault, a cloud's secret manager or the like, by the External Secrets operator. */
export interface ExternalSecretsOptions {
  readonly enabled: Deferred<boolean>;
  /** Name of the SecretStore or ClusterSecretStore. */
  readonly store: Deferred<string>;
  readonly storeKind: Deferred<'SecretStore' | 'ClusterSecretStore'>;
  /** Entry of the store with the database's password. */
  readonly postgresqlRemoteKey: Deferred<string>;
  /** Entry of the store with the queue's password. */
  readonly redisRemoteKey: Deferred<string>;
}

/** One password of a system. */
export interface PasswordOptions {
  /** Secret that somebody else makes; empty: `ownSecret`. */
  readonly existingSecret: Deferred<string>;
  /** Name of the Secret that belongs to the system. */
  readonly ownSecret: Deferred<string>;
  readonly key: string;
  /** Entry of the external store. */
  readonly remoteKey: Deferred<string> | undefined;
  /** The password is read at all. */
  readonly needed: Deferred<boolean>;
}

/**
 * Where a password comes from: a Secret that is there already, else one that External Secrets fills, else the system's
 * own, which plain synthesis asks the person who installs to make.
 */
export function addPassword(
  scope: Construct,
  id: string,
  names: SystemNames,
  external: ExternalSecretsOptions | undefined,
  { existingSecret, ownSecret, key, remoteKey, needed }: PasswordOptions,
): SecretReference {
  const name = orDefault(existingSecret, ownSecret);
  if (!external || remoteKey === undefined) return { name, key, required: needed };
  const source = new ExternalSecretSource(scope, id, {
    name: ownSecret,
    namespace: names.namespace,
    labels: names.labels('secrets'),
    store: external.store,
    storeKind: external.storeKind,
    keys: [{ key, remoteKey }],
  });
  includeWhen(source, and(needed, external.enabled, not(existingSecret)));
  return { name, key, required: and(needed, or(not(external.enabled), existingSecret)) };
}

/** Declares `externalSecrets.*`. */
export function declareExternalSecrets(values: ChartValues): ExternalSecretsOptions {
  const group = values.at(
    'externalSecrets',
    'Takes passwords from an external store, by the External Secrets operator',
  );
  const remoteKey = (key: string, value: string, what: string) =>
    group.string(key, {
      default: value,
      minLength: 1,
      description: `Entry of the store with the password of ${what}`,
    });
  return {
    enabled: group.boolean('enabled', {
      default: false,
      description: 'Makes ExternalSecrets for the passwords that no existing Secret has',
    }),
    store: group.string('store', {
      default: 'vault',
      pattern: DNS_NAME,
      description: 'Name of the store',
    }),
    storeKind: group.oneOf<'SecretStore' | 'ClusterSecretStore'>('storeKind', {
      default: 'ClusterSecretStore',
      oneOf: ['SecretStore', 'ClusterSecretStore'],
      description: 'Kind of the store',
    }),
    postgresqlRemoteKey: remoteKey('postgresqlRemoteKey', 'event-system/postgresql', 'PostgreSQL'),
    redisRemoteKey: remoteKey('redisRemoteKey', 'event-system/redis', 'Redis'),
  };
}
