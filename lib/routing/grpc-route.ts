import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { GrpcRoute as GrpcRouteObject } from '@cdk8s/istio-imports/gateway-api';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { and } from '../values/conditions';
import { when } from '../values/operators';
import { backendTrees, checkBackends, headerFilters, mirrorFilters } from './backend-reference';
import { checkProtocols, type Destination } from './destination';
import { checkWeights } from './destinations-check';
import type { GrpcMatch } from './grpc-match';
import { checkHeaderOperations, type HeaderOperations } from './header-operations';
import type { Hosts } from './hosts';
import type { HttpMirror } from './http-rule';
import { checkUnique } from './literal-check';
import { checkParents, letGatewaysIn, parentTrees, type RouteParents } from './route-parents';

/** What is done with gRPC calls. */
export interface GrpcRule {
  /** Name of the rule. @default - none */
  readonly name?: Deferred<string>;
  /** Calls that the rule takes: one of these must match. @default - all calls */
  readonly matches?: readonly GrpcMatch[];
  /** Where to: one destination, or several with weights that add up to 100. */
  readonly to: readonly Destination[];
  /** What is changed in calls' metadata. @default - nothing */
  readonly requestHeaders?: HeaderOperations;
  /** What is changed in responses' metadata. @default - nothing */
  readonly responseHeaders?: HeaderOperations;
  /** Copies of the calls. @default - none */
  readonly mirrors?: readonly HttpMirror[];
  /** The rule is there only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

/** Options of a GRPCRoute. */
export interface GrpcRouteProps extends MeshObjectProps, RouteParents {
  /** Host names of the calls; not `*`. @default - those of the gateways */
  readonly hosts?: Hosts;
  /** What is done with calls; the most specific one that matches decides. */
  readonly rules: readonly GrpcRule[];
}

/**
 * `GRPCRoute` of the Gateway API: where gRPC calls to gateways, or to services within the mesh, go, by service and
 * method. Its hosts must not be those of an HTTPRoute too.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#grpcroute
 * @throws ConfigError `not-in-gateway-api` for subsets
 * @throws ConfigError `parents` when neither gateways nor services are named
 * @throws ConfigError `destinations`, `constraint-violated` for weights that do not add up to 100
 *
 * @example
 * ```ts
 * const orders = new ServiceEntry(chart, 'orders', {
 *   hosts: ['orders.shop.svc.cluster.local'],
 *   ports: [{ port: 9000, protocol: 'grpc' }],
 * });
 * new GrpcRoute(chart, 'routes', {
 *   services: [orders],
 *   rules: [
 *     {
 *       matches: [{ method: GrpcMethodMatch.exact({ service: 'shop.v1.Orders' }) }],
 *       to: [Destination.service(orders)],
 *     },
 *   ],
 * });
 * ```
 */
export class GrpcRoute extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** `GRPCRoute` of the Gateway API. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: GrpcRouteProps) {
    super(scope, id);
    checkParents(this, props, props.hosts);
    for (const rule of props.rules) this.check(rule);
    const { name, namespace, resource } = meshObject(GrpcRouteObject, this, props, () => ({
      spec: {
        parentRefs: parentTrees(this, props) as never,
        hostnames: props.hosts as never,
        rules: props.rules.map((rule) => this.ruleTree(rule)) as never,
      },
    }));
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
    for (const { to, mirrors = [] } of props.rules) {
      letGatewaysIn(props, [...to, ...mirrors.map((mirror) => mirror.to)]);
    }
  }

  private check({ to, matches = [], mirrors = [], requestHeaders, responseHeaders }: GrpcRule): void {
    const all = [...to, ...mirrors.map((mirror) => mirror.to)];
    checkWeights(this, to);
    checkProtocols(all, ['grpc', 'http2', 'http'], 'a GRPCRoute routes gRPC; route to a port of grpc');
    checkBackends(this, all, 'a GRPCRoute');
    checkHeaderOperations('request', requestHeaders);
    checkHeaderOperations('response', responseHeaders);
    headerFilters(requestHeaders, responseHeaders);
    for (const { headers = [] } of matches) {
      checkUnique(
        this,
        'headers',
        headers.map(({ name }) => name),
      );
      for (const header of headers) header._toGatewayApi(this);
    }
  }

  private ruleTree(rule: GrpcRule): Tree | undefined {
    const backends = backendTrees(this, rule.to);
    const matches = rule.matches?.map(({ method, headers }) => ({
      method: method?._toGatewayApi(),
      headers: headers?.map((header) => header._toGatewayApi(this)),
    }));
    const filters = [
      ...headerFilters(rule.requestHeaders, rule.responseHeaders),
      ...mirrorFilters(this, rule.mirrors),
    ];
    return when<Tree>(and(rule.when ?? true, backends.any), {
      name: rule.name,
      matches,
      filters: filters.length === 0 ? undefined : filters,
      backendRefs: backends.trees,
    });
  }
}
