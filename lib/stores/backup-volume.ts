import { Names } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import { namespaceOf } from '../edges/cluster-names';
import type { Deferred } from '../values/chart-value';
import { deferredObject, kindOf } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { when } from '../values/operators';
import { claimSpec, type VolumeOptions } from './persistence';

/** A volume for backups, by the claim to it. */
export interface IBackupVolume extends IConstruct {
  /** Name of the PersistentVolumeClaim, in the namespace of the pods that mount it. */
  readonly claimName: Deferred<string>;
}

/** Options of a backup volume. */
export interface BackupVolumeProps extends VolumeOptions {
  /** Name of the claim. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Namespace of the claim. @default - the namespace of the cdk8s chart */
  readonly namespace?: Deferred<string>;
  /** Labels of the claim. @default - none */
  readonly labels?: Tree;
  /** Helm leaves the claim where it is when the release is uninstalled. @default true */
  readonly keep?: Deferred<boolean>;
}

/**
 * A claim to a volume that holds backups. One node at a time mounts it.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/
 */
export class BackupVolume extends Construct implements IBackupVolume {
  /** Backups go to a volume whose claim is there already. */
  static fromClaimName(scope: Construct, id: string, claimName: Deferred<string>): IBackupVolume {
    return Object.assign(new Construct(scope, id), { claimName });
  }

  readonly claimName: Deferred<string>;

  constructor(scope: Construct, id: string, props: BackupVolumeProps = {}) {
    super(scope, id);
    this.claimName = props.name ?? Names.toDnsLabel(this);
    deferredObject(
      CLAIM,
      this,
      'Resource',
      {
        name: this.claimName,
        namespace: namespaceOf(this, props.namespace),
        labels: props.labels,
        annotations: when<Tree>(props.keep ?? true, { 'helm.sh/resource-policy': 'keep' }),
      },
      { spec: claimSpec(props) },
    );
  }
}

const CLAIM = kindOf<PersistentVolumeClaim>('v1', 'PersistentVolumeClaim');
