import type { IConstruct } from 'constructs';
import type { Tree } from '../values/expression';

/** Something that must have happened before the application of a pod starts, such as a migration. */
export interface IAwaited extends IConstruct {
  /** An init container that ends when it has happened; it is there where what is awaited is. */
  waitContainer(workload: IConstruct): Tree | undefined;
  /** The volume that the init container mounts, with the same condition. */
  waitVolume(workload: IConstruct): Tree | undefined;
}
