import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { HttpRoute as HttpRouteObject, type HttpRouteSpec } from '@cdk8s/istio-imports/gateway-api';
import type { ICallable } from '../edges/caller';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { inclusionWithin } from '../values/inclusion';
import { when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { serviceReference } from './cluster-service';
import type { GatewayApiGateway } from './gateway-api-gateway';
import { checkHosts, literalHosts, type Hosts } from './hosts';
import type { HttpRule } from './http-rule';
import { checkHttpRouteRule, httpRouteRule } from './http-route-rule';

/** Options of an HTTPRoute. */
export interface HttpRouteProps extends MeshObjectProps {
  /** Gateways whose requests it routes; every service that a rule leads to accepts them. @default - none */
  readonly gateways?: readonly GatewayApiGateway[];
  /** Services of which it routes the calls within the mesh. @default - none */
  readonly services?: readonly ICallable[];
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
 * @throws ConfigError `not-in-gateway-api` for retries and subsets, which the standard channel does not know
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
  readonly name: Deferred<string>;
  readonly namespace: Deferred<string>;
  /** `HTTPRoute` of the Gateway API. */
  readonly resource: ApiObject;
  private readonly gateways: readonly GatewayApiGateway[];
  private readonly rules: HttpRule[] = [];

  constructor(scope: Construct, id: string, props: HttpRouteProps) {
    super(scope, id);
    const { gateways = [], services = [], hosts } = props;
    if (gateways.length + services.length === 0) {
      throw new ConfigError(
        'parents',
        this,
        "no parents: name 'gateways', or 'services' for calls in the mesh",
      );
    }
    if (hosts) checkHosts(this, hosts);
    if (hosts && literalHosts(hosts).includes('*')) {
      throw new ConfigError(
        'hosts',
        this,
        "'hosts' holds '*'; leave 'hosts' out for all hosts of the gateways",
      );
    }
    this.gateways = gateways;
    const { name, namespace, resource } = meshObject(HttpRouteObject, this, props, () => ({
      spec: {
        parentRefs: [
          ...gateways.map((gateway) => this.gatewayParent(gateway)),
          ...services.map((service) => this.serviceParent(service)),
        ] as never,
        hostnames: hosts as DeferredTree<string[]> | undefined,
        rules: this.rules.map((rule) => httpRouteRule(rule, this)) as Tree as DeferredTree<
          HttpRouteSpec['rules']
        >,
      },
    }));
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
    for (const service of services) serviceReference(service);
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
    for (const { service } of rule.forwarding?.to ?? []) {
      for (const gateway of this.gateways) service.acceptFrom(gateway);
    }
  }

  private gatewayParent(gateway: GatewayApiGateway): Tree | undefined {
    return when<Tree>(inclusionWithin(gateway, this), {
      name: gateway.name,
      namespace: gateway.namespace,
      port: when(gateway.redirectsHttp, 443),
    });
  }

  private serviceParent(service: ICallable): Tree | undefined {
    const { name, namespace } = serviceReference(service);
    return when<Tree>(inclusionWithin(service, this), { group: '', kind: 'Service', name, namespace });
  }
}
