import type { Construct } from 'constructs';
import type { SecretReference } from '../edges/secret-reference';
import { ExternalSecretSource } from '../stores/external-secret-source';
import type { Deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import { ChartOnlyObject } from '../values/chart-only-object';
import { includeWhen } from '../values/inclusion';
import { and, not, or } from '../values/conditions';
import { base64, keptPassword, orDefault } from '../values/operators';
import { DNS_NAME } from '../values/value-schema';
import type { SystemNames } from './names';

/** Takes passwords from Vault, a cloud's secret manager or the like, by the External Secrets operator. */
export interface ExternalSecretsOptions {
  /** Takes them so. */
  readonly enabled: Deferred<boolean>;
  /** Name of the SecretStore or ClusterSecretStore. */
  readonly store: Deferred<string>;
  /** Which of the two kinds it is of. */
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
  /** The chart makes the password up, once, unless something else brings it. */
  readonly generate: Deferred<boolean>;
  /** A password that a values file gives: in the chart's Secret alone. @default - none */
  readonly given?: Deferred<string> | undefined;
}

/**
 * Where a password comes from: a Secret that is there already, else one that External Secrets fills, else the system's
 * own. Helm makes that one up and keeps it; plain synthesis, which holds no password, asks the person who installs.
 */
export function addPassword(
  scope: Construct,
  id: string,
  names: SystemNames,
  external: ExternalSecretsOptions | undefined,
  options: PasswordOptions,
): SecretReference {
  const { existingSecret, ownSecret, key, remoteKey, needed } = options;
  const name = orDefault(existingSecret, ownSecret);
  addChartSecret(scope, `${id}-secret`, names, external?.enabled ?? false, options);
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

/** The Secret of the chart, which outlives an uninstall as the data does that it opens. */
function addChartSecret(
  scope: Construct,
  id: string,
  names: SystemNames,
  external: Deferred<boolean>,
  { existingSecret, ownSecret, key, needed, generate, given = '' }: PasswordOptions,
): void {
  const { namespace } = names;
  const kept = keptPassword({ namespace, name: ownSecret, key });
  const secret = new ChartOnlyObject(scope, id, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: ownSecret,
      namespace,
      labels: names.labels('secrets'),
      annotations: { 'helm.sh/resource-policy': 'keep' },
    },
    type: 'Opaque',
    data: { [key]: given === '' ? kept : orDefault(base64(given), kept) },
  });
  includeWhen(secret, and(needed, not(existingSecret), not(external), or(generate, given)));
}

/** Declares `passwords.*`. */
export function declarePasswords(values: ChartValues): Deferred<boolean> {
  return values.at('passwords', 'Passwords of the stores').boolean('generate', {
    default: true,
    description:
      'Helm makes up the passwords that no Secret brings, and keeps them over upgrades. Switch it off where a tool renders the chart without looking into the cluster, such as Argo CD, and bring the Secrets. Plain manifests hold no password',
  });
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
