import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { WorkloadEntry as WorkloadEntryObject } from '@cdk8s/istio-imports';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import { endpointTree, type WorkloadEndpoint } from './workload-endpoint';

/** Options of a WorkloadEntry. */
export interface WorkloadEntryProps extends MeshObjectProps {
  /** Where the workload is, and what is known of it. */
  readonly endpoint: WorkloadEndpoint;
}

/**
 * Istio's `WorkloadEntry`: one workload outside of Kubernetes, such as a virtual machine, as services select it by its
 * labels (`ServiceEndpoints.selected`, or a Service of Kubernetes).
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/
 * @throws ConfigError `endpoint` when it has neither address nor network, or a socket has ports
 *
 * @example
 * ```ts
 * new WorkloadEntry(chart, 'vm', {
 *   endpoint: { address: '10.0.0.50', labels: { app: 'customers' }, serviceAccount: 'customers' },
 * });
 * ```
 */
export class WorkloadEntry extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `WorkloadEntry`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: WorkloadEntryProps) {
    super(scope, id);
    const spec = endpointTree(props.endpoint, this) as never;
    const { name, namespace, resource } = meshObject(WorkloadEntryObject, this, props, { spec });
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
  }
}
