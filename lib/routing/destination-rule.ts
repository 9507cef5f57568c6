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
import type { ClientTls } from './client-tls';
import { ConnectionPool } from './connection-pool';
import { LoadBalancer } from './load-balancer';
import { OutlierDetection } from './outlier-detection';

/** How callers' proxies treat a service, or a subset of its pods. */
export interface TrafficPolicy {
  /** @default - a rule: 100 connections, 100 waiting requests; a subset: its rule's */
  readonly connectionPool?: ConnectionPool;
  /** @default - a rule: 5 failures in a row eject a pod for 30 s, half of the pods at most; a subset: its rule's */
  readonly outlierDetection?: OutlierDetection;
  /** @default - a rule: LoadBalancer.leastRequest(); a subset: its rule's */
  readonly loadBalancer?: LoadBalancer;
  /** @default - mutual TLS to pods of the mesh, plain text to others */
  readonly tls?: ClientTls;
}

/** How callers' proxies treat a subset, where it differs from its rule. */
export interface SubsetPolicy extends TrafficPolicy {
  /** The subset is there only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

/** Options of a DestinationRule. */
export interface DestinationRuleProps extends MeshObjectProps, TrafficPolicy {
  /** The service that is called. */
  readonly service: ICallable;
  /** Namespaces that see it, `.` being its own. A gateway elsewhere must see it too. @default - all */
  readonly exportTo?: Deferred<string[]>;
}

/** Pods of a service that routes can tell apart: made by `DestinationRule.addSubset`. */
export interface Subset {
  readonly name: string;
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
  readonly name: Deferred<string>;
  readonly namespace: Deferred<string>;
  readonly service: ICallable;
  /** Istio's `DestinationRule`. */
  readonly resource: ApiObject;
  private readonly subsets: (Subset & { labels: Labels; policy: SubsetPolicy })[] = [];

  constructor(scope: Construct, id: string, props: DestinationRuleProps) {
    super(scope, id);
    this.service = props.service;
    const { name, namespace, resource } = meshObject(DestinationRuleObject, this, props, () => ({
      spec: {
        host: props.service.host,
        exportTo: props.exportTo,
        trafficPolicy: this.policyTree({
          connectionPool: props.connectionPool ?? DEFAULT_POOL,
          outlierDetection: props.outlierDetection ?? OutlierDetection.of(),
          loadBalancer: props.loadBalancer ?? LoadBalancer.leastRequest(),
          ...(props.tls ? { tls: props.tls } : {}),
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
    return {
      connectionPool: policy.connectionPool?._toIstio(http),
      loadBalancer: policy.loadBalancer?._toIstio(),
      outlierDetection: policy.outlierDetection?._toIstio(),
      tls: policy.tls?._toIstio(),
    } as DeferredTree<DestinationRuleSpecTrafficPolicy>;
  }
}

const HTTP = ['http', 'http2', 'grpc'];
const DEFAULT_POOL = ConnectionPool.of({ maxConnections: 100, http1MaxPendingRequests: 100 });
