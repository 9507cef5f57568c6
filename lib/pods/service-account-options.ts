import type { Deferred } from '../values/chart-value';

/** The service account of a construct's pods: their identity in the mesh. */
export interface ServiceAccountOptions {
  /** Emits the account; otherwise it must be there. @default true */
  readonly create?: Deferred<boolean>;
  /** Name of the account. @default - the construct's name */
  readonly name?: Deferred<string>;
  /** Annotations, such as the cloud role that the account stands for. @default - none */
  readonly annotations?: Deferred<Record<string, string>>;
}
