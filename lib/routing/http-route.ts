import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { HttpRoute as HttpRouteObject, type HttpRouteSpec } from '@cdk8s/istio-imports/gateway-api';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import type { Hosts } from './hosts';
import type { HttpRule } from './http-rule';
import { checkHttpRouteRule, httpRouteRule } from './http-route-rule';
import { checkParents, letGatewaysIn, parentTrees, type RouteParents } from './route-parents';

/** Options of an HTTPRoute. */
export interface HttpRouteProps extends MeshObjectProps, RouteParents {
  /** Host names of the requests; not `*`. @default - those of the gateways */
  readonly hosts?: Hosts;
  /** What is done with requests. @default - those that `addRule` adds */
  readonly rules?: readonly HttpRule[];
}

/**
 * `HTTPRoute` of the Gateway API: where requests to gateways, or to services within the mesh, go. Of all rules that
 * match, the most specific one decides (exact path, longest prefix, method, number of headers). Services in another
 * namespace must allow it by a ReferenceGrant. Attached to a gateway that redirects to HTTPS it serves HTTPS only.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httproute
 * @throws ConfigError `not-in-gateway-api` for retries, faults, own answers, delegation and subsets, which the standard channel does not know
 * @throws ConfigError `parents` when neither gateways nor services are named
 * @throws ConfigError `hosts` when a host is no DNS name
 *
 * @example
 * ```ts
 * const orders = new EventBackend(chart, 'orders', {
 *   image: { repository: 'registry.example.com/shop', tag: '1.0.0' },
 * });
 * new HttpRoute(chart, 'routes', {
 *   gateways: [new GatewayApiGateway(chart, 'gateway', { hosts: ['shop.example.com'] })],
 *   rules: [
 *     HttpRule.route({
 *       matches: [{ path: PathMatch.prefix('/orders'), methods: ['GET'] }],
 *       to: [Destination.service(orders)],
 *     }),
 *   ],
 * });
 * ```
 */
export class HttpRoute extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** `HTTPRoute` of the Gateway API. */
  readonly resource: ApiObject;
  private readonly parents: RouteParents;
  private readonly rules: HttpRule[] = [];

  constructor(scope: Construct, id: string, props: HttpRouteProps) {
    super(scope, id);
    const { hosts } = props;
    checkParents(this, props, hosts);
    this.parents = props;
    const { name, namespace, resource } = meshObject(HttpRouteObject, this, props, () => ({
      spec: {
        parentRefs: parentTrees(this, props) as never,
        hostnames: hosts as DeferredTree<string[]> | undefined,
        rules: this.rules.map((rule) => httpRouteRule(rule, this)) as Tree as DeferredTree<
          HttpRouteSpec['rules']
        >,
      },
    }));
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
    for (const rule of props.rules ?? []) this.addRule(rule);
    this.node.addValidation({
      validate: () => (this.rules.length === 0 ? ['no rules: name some in its props or by addRule'] : []),
    });
  }

  /** Adds a rule. */
  addRule(rule: HttpRule): void {
    rule.check(this);
    checkHttpRouteRule(rule, this);
    this.rules.push(rule);
    letGatewaysIn(this.parents, rule.destinations);
  }
}
