import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Namespace } from 'kubernetes-types/core/v1';
import type { Deferred } from '../values/chart-value';
import { deferredObject, joined, kindOf } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { includeOnlyIn } from '../values/inclusion';
import { Enrolment } from './enrolment';

/** Options of a namespace. */
export interface MeshNamespaceProps {
  /** Name of the namespace. */
  readonly name: Deferred<string>;
  /** How its pods are part of the mesh. @default Enrolment.sidecars() */
  readonly enrolment?: Enrolment;
  /** Level of Pod Security. Sidecars need Istio's CNI plugin for `restricted`. @default 'restricted' */
  readonly podSecurity?: Deferred<'restricted' | 'baseline' | 'privileged'>;
  /** Further labels. @default - none */
  readonly labels?: Tree;
}

/**
 * A namespace, and how its pods are part of the mesh. Plain manifests only: Helm does not own the namespace that it
 * installs into.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 * @see https://istio.io/latest/docs/ambient/usage/add-workloads/
 *
 * @example
 * ```ts
 * const waypoint = new Waypoint(chart, 'waypoint', { namespace: 'shop' });
 * new MeshNamespace(chart, 'namespace', { name: 'shop', enrolment: Enrolment.ambient({ waypoint }) });
 * ```
 */
export class MeshNamespace extends Construct {
  /** Name of the namespace. */
  readonly name: Deferred<string>;
  /** Kubernetes' `Namespace`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: MeshNamespaceProps) {
    super(scope, id);
    const { name, enrolment = Enrolment.sidecars(), podSecurity = 'restricted', labels } = props;
    this.name = name;
    const own: Tree = {
      ...enrolment._labels(),
      'pod-security.kubernetes.io/enforce': podSecurity,
      'pod-security.kubernetes.io/audit': podSecurity,
      'pod-security.kubernetes.io/warn': podSecurity,
    };
    const metadata = { name, labels: joined(labels, own) };
    this.resource = deferredObject(kindOf<Namespace>('v1', 'Namespace'), this, 'Resource', metadata, {});
    includeOnlyIn(this.resource, 'plain');
  }
}
