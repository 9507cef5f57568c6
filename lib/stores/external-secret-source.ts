import { Names, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ExternalSecret } from '@cdk8s/istio-imports/external-secrets';
import { namespaceOf } from '../edges/cluster-names';
import type { SecretReference } from '../edges/secret-reference';
import type { Deferred } from '../values/chart-value';
import { deferredObject } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { ifSet } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';

/** Where an external store keeps the value of one key. */
export interface ExternalSecretKey {
  /** Key in the Secret. */
  readonly key: string;
  /** Name of the entry in the external store. */
  readonly remoteKey: Deferred<string>;
  /** Field of that entry. @default - empty: the whole entry */
  readonly property?: Deferred<string>;
}

/** Options of a Secret that External Secrets fills. */
export interface ExternalSecretSourceProps {
  /** Name of the Secret, and of the ExternalSecret. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Namespace of the Secret. @default - the namespace of the cdk8s chart */
  readonly namespace?: Deferred<string>;
  /** Labels of the ExternalSecret. @default - none */
  readonly labels?: Tree;
  /** Name of the SecretStore that knows the external store. */
  readonly store: Deferred<string>;
  /** Whether the store is one of the namespace or of the cluster. @default 'SecretStore' */
  readonly storeKind?: Deferred<'SecretStore' | 'ClusterSecretStore'>;
  /** The keys of the Secret. */
  readonly keys: readonly ExternalSecretKey[];
  /** How often the Secret follows the external store. @default '1h' */
  readonly refreshInterval?: Deferred<string>;
}

/**
 * A Secret that the External Secrets operator fills from Vault, a cloud's secret manager or the like: its value is in
 * no manifest and no repository.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 *
 * @example
 * ```ts
 * const secret = new ExternalSecretSource(chart, 'password', {
 *   store: 'vault',
 *   keys: [{ key: 'password', remoteKey: 'shop/database' }],
 * });
 * new EmbeddedPostgres(chart, 'database', { password: secret.reference('password') });
 * ```
 */
export class ExternalSecretSource extends Construct {
  /** The `ExternalSecret`. */
  readonly resource: ApiObject;
  /** Name of the Secret. */
  readonly name: Deferred<string>;
  private readonly keys: readonly string[];

  constructor(scope: Construct, id: string, props: ExternalSecretSourceProps) {
    super(scope, id);
    this.name = props.name ?? Names.toDnsLabel(this);
    this.keys = props.keys.map(({ key }) => key);
    const metadata = { name: this.name, namespace: namespaceOf(this, props.namespace), labels: props.labels };
    this.resource = deferredObject(ExternalSecret, this, 'Resource', metadata, {
      spec: {
        refreshInterval: props.refreshInterval ?? '1h',
        secretStoreRef: { kind: props.storeKind ?? 'SecretStore', name: props.store },
        // The Secret goes with its ExternalSecret, and an unreachable store leaves it as it is.
        target: { name: this.name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: props.keys.map(({ key, remoteKey, property }) => ({
          secretKey: key,
          remoteRef: { key: remoteKey, property: property && ifSet(property) },
        })),
      },
    });
  }

  /**
   * A key of the Secret, as constructs take it.
   *
   * @throws ConfigError `secret-key-unknown` when the Secret has no such key
   */
  reference(key: string): SecretReference {
    if (!this.keys.includes(key)) {
      throw new ConfigError(
        'secret-key-unknown',
        this,
        `the Secret has no key '${key}'; it has ${this.keys.join(', ')}`,
      );
    }
    return { name: this.name, key, required: false };
  }
}
