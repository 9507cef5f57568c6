import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  DestinationRule as DestinationRuleObject,
  type DestinationRuleSpecSubsets,
  type DestinationRuleSpecTrafficPolicy,
} from '@cdk8s/istio-imports';
import type { ICallable } from '../edges/caller';
import { meshObject, type Labels, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { ConnectionPool } from './connection-pool';
import { checkExportTo } from './export-to';
import { LoadBalancer } from './load-balancer';
import { checkDnsLabel, checkLabels } from './name-check';
import { OutlierDetection } from './outlier-detection';
import { policyTree, type TrafficPolicy } from './traffic-policy';

/** How callers' proxies treat a subset, where it differs from its rule. */
export interface SubsetPolicy extends TrafficPolicy {
  /** The subset is there only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

/** Options of a DestinationRule. */
export interface DestinationRuleProps extends MeshObjectProps, TrafficPolicy {
  /** The service that is called. */
  readonly service: ICallable;
  /** Labels of the pods, in its own namespace, whose proxies it is for; `exportTo` is then `.`. @default - all callers */
  readonly workloadLabels?: Labels;
  /** Namespaces that see it, `.` being its own. A gateway elsewhere must see it too. @default - all */
  readonly exportTo?: Deferred<string[]>;
}

/** Pods of a service that routes can tell apart: made by `DestinationRule.addSubset`. */
export interface Subset {
  /** Name of the subset. */
  readonly name: string;
  /** The DestinationRule that has it. */
  readonly rule: DestinationRule;
}

/**
 * Istio's `DestinationRule`: connection limits, circuit breaking and load balancing towards one service, and the
 * subsets of its pods that rules route to. It must lie in the service's namespace, or in that of the caller.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 *
 * @example
 * ```ts
 * const orders = new EventBackend(chart, 'orders', {
 *   image: { repository: 'registry.example.com/shop', tag: '1.0.0' },
 * });
 * new DestinationRule(chart, 'rule', {
 *   service: orders,
 *   connectionPool: ConnectionPool.of({ maxConnections: 50 }),
 *   loadBalancer: LoadBalancer.consistentHashByHeader('x-customer'),
 * });
 * ```
 */
export class DestinationRule extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** The service that it is for. */
  readonly service: ICallable;
  /** Istio's `DestinationRule`. */
  readonly resource: ApiObject;
  private readonly subsets: (Subset & { labels: Labels; policy: SubsetPolicy })[] = [];

  constructor(scope: Construct, id: string, props: DestinationRuleProps) {
    super(scope, id);
    this.service = props.service;
    const { workloadLabels } = props;
    checkLabels('workloadLabels', workloadLabels, this);
    checkExportTo(this, props.exportTo);
    checkSelectorScope(this, props);
    policyTree(props, true, this);
    const { name, namespace, resource } = meshObject(DestinationRuleObject, this, props, () => ({
      spec: {
        host: props.service.host,
        exportTo: props.exportTo,
        workloadSelector: (workloadLabels && { matchLabels: workloadLabels }) as never,
        trafficPolicy: this.policyTree({
          ...props,
          connectionPool: props.connectionPool ?? DEFAULT_POOL,
          outlierDetection: props.outlierDetection ?? OutlierDetection.of(),
          loadBalancer: props.loadBalancer ?? LoadBalancer.leastRequest(),
        }),
        subsets: this.subsetTrees(),
      },
    }));
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
  }

  /**
   * Names the pods with these labels, such as `{ version: 'v1' }`; the policy replaces parts of the rule's.
   *
   * @throws ConfigError `subset` when the name is taken or no label is given
   */
  addSubset(name: string, labels: Labels, policy: SubsetPolicy = {}): Subset {
    checkDnsLabel('name', name, this);
    checkLabels('labels', labels, this);
    policyTree(policy, true, this);
    if (this.subsets.some((subset) => subset.name === name)) {
      throw new ConfigError('subset', this, `subset '${name}' is there already; give each one its own name`);
    }
    if (!isDeferral(labels) && Object.keys(labels).length === 0) {
      throw new ConfigError(
        'subset',
        this,
        `subset '${name}' has no labels; give those that tell its pods apart`,
      );
    }
    const subset = { name, rule: this, labels, policy };
    this.subsets.push(subset);
    return subset;
  }

  private subsetTrees(): DeferredTree<DestinationRuleSpecSubsets[]> | undefined {
    if (this.subsets.length === 0) return undefined;
    return this.subsets.map(({ name, labels, policy: { when: present = true, ...policy } }) =>
      when<Tree>(present, {
        name,
        labels,
        trafficPolicy: Object.keys(policy).length > 0 ? (this.policyTree(policy) as Tree) : undefined,
      }),
    ) as DeferredTree<DestinationRuleSpecSubsets[]>;
  }

  private policyTree(policy: TrafficPolicy): DeferredTree<DestinationRuleSpecTrafficPolicy> {
    const http = this.service.calledPorts.some(({ protocol }) => HTTP.includes(protocol));
    return policyTree(policy, http, this) as DeferredTree<DestinationRuleSpecTrafficPolicy>;
  }
}

/** Refuses callers to be selected in other namespaces: proxies there never look here. */
function checkSelectorScope(
  scope: DestinationRule,
  { workloadLabels, exportTo }: DestinationRuleProps,
): void {
  if (workloadLabels === undefined || exportTo === undefined || isDeferral(exportTo)) return;
  if (exportTo.length === 1 && exportTo[0] === '.') return;
  throw new ConfigError(
    'export-to',
    scope,
    "'exportTo' goes beyond the own namespace, but 'workloadLabels' selects pods in it; leave 'exportTo' out",
  );
}

const HTTP = ['http', 'http2', 'grpc'];
const DEFAULT_POOL = ConnectionPool.of({ maxConnections: 100, http1MaxPendingRequests: 100 });
