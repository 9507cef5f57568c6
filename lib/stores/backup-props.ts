import type { Platform } from '../edges/participant-props';
import type { PodOptions } from '../pods/pod-options';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import type { IBackupVolume } from './backup-volume';
import type { VolumeOptions } from './persistence';

/** What backups of every store take. */
export interface BackupProps extends PodOptions {
  /** Name of the CronJob and all that belongs to it. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Namespace of all objects. @default - the namespace of the cdk8s chart */
  readonly namespace?: Deferred<string>;
  /** Labels of all objects, those that select the pods among them. @default - those that select the pods */
  readonly labels?: Tree;
  /** Labels that select exactly the backup's pods. @default - `app.kubernetes.io/name` */
  readonly selectorLabels?: DeferredTree<Record<string, string>>;
  /** When to back up, as a cron expression. @default '17 2 * * *', every night */
  readonly schedule?: Deferred<string>;
  /** Time zone of the schedule, such as `Europe/Berlin`. @default - empty: that of the cluster's controller, usually UTC */
  readonly timeZone?: Deferred<string>;
  /** How many backups to keep: the newest. @default 7 */
  readonly retain?: Deferred<number>;
  /** Backups older than so many days are deleted too; 0 for none. @default 0 */
  readonly retainDays?: Deferred<number>;
  /** Where backups go. @default - a volume of its own, made by `volumeOptions` */
  readonly volume?: IBackupVolume;
  /** The backup's own volume. @default - 1Gi of the cluster's default class, kept when Helm uninstalls */
  readonly volumeOptions?: BackupVolumeOptions;
  /** Where the pods run. @default - the platform of a usual cluster, with Istio */
  readonly platform?: Platform;
}

/** Options of a volume for backups. */
export interface BackupVolumeOptions extends VolumeOptions {
  /** Helm leaves the claim where it is when the release is uninstalled. @default true */
  readonly keep?: Deferred<boolean>;
}
