import type { Construct } from 'constructs';
import type { Namespace } from 'kubernetes-types/core/v1';
import type { Deferred } from '../values/chart-value';
import { deferredObject, kindOf } from '../values/deferred-object';
import { includeOnlyIn } from '../values/inclusion';
import { when } from '../values/operators';

/**
 * The namespace of a system, labelled for sidecar injection and for Pod Security "restricted". Plain manifests only:
 * Helm does not own the namespace that it installs into.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 */
export function addSystemNamespace(scope: Construct, name: Deferred<string>, mesh: Deferred<boolean>): void {
  const namespace = deferredObject(
    kindOf<Namespace>('v1', 'Namespace'),
    scope,
    'Namespace',
    {
      name,
      labels: {
        'istio-injection': when(mesh, 'enabled'),
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    },
    {},
  );
  includeOnlyIn(namespace, 'plain');
}
