import type { Deferred, DeferredTree } from '../values/chart-value';
import type { EnvironmentVariable } from './caller';

/**
 * One key of a Secret. It is the only way to give a construct a password: a literal one has no place in manifests,
 * charts or git.
 */
export interface SecretReference {
  /** Name of the Secret, in the namespace of the pods that read it. */
  readonly name: Deferred<string>;
  /** Key in the Secret's data. */
  readonly key: Deferred<string>;
  /**
   * Somebody has to make the Secret before the installation: plain synthesis lists it among what is required. False
   * where an object of the same installation makes it, such as an ExternalSecret.
   * @default true
   */
  readonly required?: Deferred<boolean>;
}

/** An environment variable that holds a key of a Secret; the pod waits for the Secret. */
export function secretVariable(
  name: string,
  secret: SecretReference,
): Exclude<DeferredTree<EnvironmentVariable>, undefined> {
  return { name, valueFrom: { secretKeyRef: { name: secret.name, key: secret.key } } };
}
