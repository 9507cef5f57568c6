import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { format } from '../values/operators';

/** The fully qualified name of a Service: short names would depend on the caller's namespace. */
export function serviceHost(name: Deferred<string>, namespace: Deferred<string>): Deferred<string> {
  return format`${name}.${namespace}.svc.cluster.local`;
}

/**
 * The identity of a service account in policies. `cluster.local` stands for the mesh's own trust domain whatever
 * that is called.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
 */
export function principalOf(namespace: Deferred<string>, serviceAccount: Deferred<string>): Deferred<string> {
  return format`cluster.local/ns/${namespace}/sa/${serviceAccount}`;
}

/** The namespace that a construct is in: the given one, else that of its cdk8s chart, else `default`. */
export function namespaceOf(scope: Construct, given: Deferred<string> | undefined): Deferred<string> {
  return given ?? Chart.of(scope).namespace ?? 'default';
}
