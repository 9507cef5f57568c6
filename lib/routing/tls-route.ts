import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { TlsRoute as TlsRouteObject } from '@cdk8s/istio-imports/gateway-api';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import { backendTrees, checkBackends } from './backend-reference';
import type { Destination } from './destination';
import { checkNoHeaders, checkWeights } from './destinations-check';
import type { Hosts } from './hosts';
import { checkParents, letGatewaysIn, parentTrees, type RouteParents } from './route-parents';

/** Options of a TLSRoute. */
export interface TlsRouteProps extends MeshObjectProps, RouteParents {
  /** Names that are asked for (SNI); not `*`. */
  readonly hosts: Hosts;
  /** Where to: one destination, or several with weights that add up to 100. */
  readonly to: readonly Destination[];
  /** Name of the rule. @default - none */
  readonly ruleName?: Deferred<string>;
}

/**
 * `TLSRoute` of the Gateway API: where connections of TLS go by the name that is asked for. The gateway's listener
 * passes them on unread (`GatewayListener.tlsPassthrough`), or ends TLS and passes on what is in it.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#tlsroute
 * @throws ConfigError `parents`, `hosts`, `destinations`, `not-in-gateway-api`
 *
 * @example
 * ```ts
 * const legacy = new ServiceEntry(chart, 'legacy', {
 *   hosts: ['legacy.shop.svc.cluster.local'],
 *   ports: [{ port: 443, protocol: 'tls' }],
 * });
 * const gateway = new GatewayApiGateway(chart, 'gateway', {
 *   listeners: [GatewayListener.tlsPassthrough({ name: 'tls', hostname: 'legacy.example.com' })],
 * });
 * new TlsRoute(chart, 'route', {
 *   listeners: [gateway.listener('tls')],
 *   hosts: ['legacy.example.com'],
 *   to: [Destination.service(legacy)],
 * });
 * ```
 */
export class TlsRoute extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** `TLSRoute` of the Gateway API. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: TlsRouteProps) {
    super(scope, id);
    const { hosts, to, ruleName } = props;
    checkParents(this, props, hosts);
    checkWeights(this, to);
    checkNoHeaders(this, to);
    checkBackends(this, to, 'a TLSRoute');
    const { name, namespace, resource } = meshObject(TlsRouteObject, this, props, () => ({
      spec: {
        parentRefs: parentTrees(this, props) as never,
        hostnames: hosts as never,
        rules: [{ name: ruleName, backendRefs: backendTrees(this, to).trees as never }],
      },
    }));
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
    letGatewaysIn(props, to);
  }
}
