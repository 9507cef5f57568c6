import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { WorkloadGroup as WorkloadGroupObject } from '@cdk8s/istio-imports';
import { meshObject, type Labels, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { checkLabels } from './name-check';
import type { ReadinessProbe } from './readiness-probe';
import { endpointTree, templateTree, type WorkloadEndpoint } from './workload-endpoint';

/** Options of a WorkloadGroup. */
export interface WorkloadGroupProps extends MeshObjectProps {
  /** What every workload of the group has; an `address` only where the group is one machine. */
  readonly template: WorkloadEndpoint;
  /** Labels of the WorkloadEntries that are made for the group, by which services select them. @default - none */
  readonly workloadLabels?: Labels;
  /** Annotations of those WorkloadEntries. @default - none */
  readonly workloadAnnotations?: Labels;
  /** When a workload takes requests. @default - from the moment that it connects */
  readonly probe?: ReadinessProbe;
}

/**
 * Istio's `WorkloadGroup`: what virtual machines of one kind have in common. istiod makes a `WorkloadEntry` for each
 * machine that connects with the group's service account, and takes it away when the machine is gone.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/
 * @throws ConfigError `port`, `labels`, `number`
 *
 * @example
 * ```ts
 * new WorkloadGroup(chart, 'customers', {
 *   workloadLabels: { app: 'customers' },
 *   template: { serviceAccount: 'customers', ports: { http: 8080 } },
 *   probe: ReadinessProbe.httpGet({ path: '/health', port: 8080 }),
 * });
 * ```
 */
export class WorkloadGroup extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `WorkloadGroup`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: WorkloadGroupProps) {
    super(scope, id);
    const { template, workloadLabels, workloadAnnotations } = props;
    checkLabels('workloadLabels', workloadLabels, this);
    const metadata =
      workloadLabels === undefined && workloadAnnotations === undefined
        ? undefined
        : { labels: workloadLabels as Tree, annotations: workloadAnnotations as Tree };
    const spec: Tree = {
      metadata,
      template: template.address === undefined ? templateTree(template, this) : endpointTree(template, this),
      probe: props.probe?._toIstio(this),
    };
    const { name, namespace, resource } = meshObject(WorkloadGroupObject, this, props, {
      spec: spec as never,
    });
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
  }
}
