import type { ClusterSpecBackup, ScheduledBackupSpec } from '@cdk8s/istio-imports/cloudnative-pg';
import type { SecretReference } from '../edges/secret-reference';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { format, ifSet } from '../values/operators';

/** An S3 bucket, or what speaks its protocol. */
export interface S3BackupOptions {
  /** Where backups go, such as `s3://backups/orders`. */
  readonly destinationPath: Deferred<string>;
  /** URL of a server other than Amazon's. @default - empty: Amazon's */
  readonly endpointUrl?: Deferred<string>;
  /** Entry of a Secret with the id of the key. @default - the pods' cloud identity */
  readonly accessKeyId?: SecretReference;
  /** Entry of a Secret with the key. @default - the pods' cloud identity */
  readonly secretAccessKey?: SecretReference;
  /** How long backups are kept. @default 30 */
  readonly retentionDays?: Deferred<number>;
}

/**
 * Where a CloudNativePG cluster backs up to.
 *
 * @see https://cloudnative-pg.io/documentation/current/backup/
 */
export class CloudNativePgBackup {
  /** Snapshots of the volumes, by a VolumeSnapshotClass of the cluster. */
  static volumeSnapshot(className: Deferred<string>): CloudNativePgBackup {
    return new CloudNativePgBackup('volumeSnapshot', { volumeSnapshot: { className } }, []);
  }

  /** Base backups and a continuous log in an S3 bucket, which allow for recovery to any point in time. */
  static s3(options: S3BackupOptions): CloudNativePgBackup {
    const { accessKeyId, secretAccessKey } = options;
    const credentials =
      accessKeyId && secretAccessKey
        ? { accessKeyId: selectorOf(accessKeyId), secretAccessKey: selectorOf(secretAccessKey) }
        : { inheritFromIAMRole: true };
    const backup: DeferredTree<ClusterSpecBackup> = {
      retentionPolicy: format`${options.retentionDays ?? 30}d`,
      barmanObjectStore: {
        destinationPath: options.destinationPath,
        endpointURL: options.endpointUrl && ifSet(options.endpointUrl),
        s3Credentials: credentials,
        data: { compression: 'gzip' },
        wal: { compression: 'gzip' },
      },
    };
    const secrets = accessKeyId && secretAccessKey ? [accessKeyId, secretAccessKey] : [];
    return new CloudNativePgBackup('barmanObjectStore', backup, secrets);
  }

  private constructor(
    /** @internal */
    readonly _method: NonNullable<ScheduledBackupSpec['method']>,
    /** @internal */
    readonly _backup: DeferredTree<ClusterSpecBackup>,
    /** @internal */
    readonly _secrets: readonly SecretReference[],
  ) {}
}

function selectorOf({ name, key }: SecretReference) {
  return { name, key };
}
