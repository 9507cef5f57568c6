import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { Gateway, HttpRoute, type GatewaySpecListeners } from '@cdk8s/istio-imports/gateway-api';
import type { ICaller } from '../edges/caller';
import { principalOf } from '../edges/cluster-names';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { deferredObject } from '../values/deferred-object';
import { isDeferral, type Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { and, equals, not, or } from '../values/conditions';
import { choose, forEach, format, when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { extrasTree, type GatewayExtras } from './gateway-infrastructure';
import type { GatewayListener } from './gateway-listener';
import type { GatewayTls, TlsSecret } from './gateway-tls';
import { checkHosts, type Hosts } from './hosts';
import { checkUnique } from './literal-check';
import type { GatewaySection } from './route-parents';

/** Options of a gateway of the Gateway API. */
export interface GatewayApiGatewayProps extends MeshObjectProps, GatewayExtras {
  /** Any listeners, instead of those that `hosts`, `tls` and `routesFrom` make. @default - those */
  readonly listeners?: readonly GatewayListener[];
  /** Host names that the gateway answers for; each gets a listener. @default - all: ['*'] */
  readonly hosts?: Hosts;
  /** Serves TLS on port 443. @default - plain HTTP only */
  readonly tls?: GatewayTls;
  /** Namespaces whose routes may attach. @default 'Same' */
  readonly routesFrom?: Deferred<'Same' | 'All'>;
  /** The GatewayClass. It belongs to the installation and is never emitted. @default 'istio' */
  readonly gatewayClassName?: Deferred<string>;
}

/**
 * `Gateway` of the Gateway API. Istio runs a gateway of its own for it, in the same namespace: a Deployment, a Service
 * and a service account, all called `<name>-<class>`, those of waypoints and east-west gateways `<name>`. It routes nothing by itself: attach a route to it.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/
 * @throws ConfigError `hosts` when a host is no DNS name
 * @throws ConfigError `not-in-gateway-api` for mutual TLS
 *
 * @example
 * ```ts
 * new GatewayApiGateway(chart, 'gateway', { hosts: ['shop.example.com'] });
 * ```
 */
export class GatewayApiGateway extends Construct implements ICaller {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Host names that it answers for. */
  readonly hosts: Hosts;
  readonly principal: Deferred<string>;
  readonly networkPeer: DeferredTree<NetworkPolicyPeer>;
  /** The Secret with its certificate. */
  readonly tlsSecret: TlsSecret | undefined;
  /** Plain HTTP is only redirected: routes attach to port 443 alone. */
  readonly redirectsHttp: Deferred<boolean>;
  /** `Gateway` of the Gateway API. */
  readonly resource: ApiObject;
  private listenerNames: readonly string[] | undefined;

  constructor(scope: Construct, id: string, props: GatewayApiGatewayProps = {}) {
    super(scope, id);
    const { hosts = ['*'], tls, gatewayClassName = 'istio', routesFrom = 'Same' } = props;
    checkHosts(this, hosts);
    if (props.listeners) this.checkListeners(props.listeners, props);
    if (tls?.mode === 'MUTUAL') {
      throw new ConfigError(
        'not-in-gateway-api',
        this,
        "'tls' asks for client certificates, which this Gateway does not verify; use IngressGateway, or GatewayTls.simple",
      );
    }
    this.hosts = props.listeners ? listenedHosts(props.listeners) : hosts;
    const { name, namespace, resource } = meshObject(Gateway, this, props, {
      spec: {
        gatewayClassName,
        ...(extrasTree(props, this) as object),
        listeners: (props.listeners?.map((listener) => listener._toGatewayApi(this)) ?? [
          ...listeners('http', hosts, (fields) => ({
            ...fields,
            port: 80,
            protocol: 'HTTP',
            allowedRoutes: { namespaces: { from: routesFrom } },
          })),
          ...(tls
            ? listeners('https', hosts, (fields) => ({
                ...fields,
                port: 443,
                protocol: 'HTTPS',
                tls: { mode: 'Terminate', certificateRefs: [{ name: tls.credentialName }] },
                allowedRoutes: { namespaces: { from: routesFrom } },
              })).map((listener) => when<Tree>(tls.when, listener))
            : []),
        ]) as DeferredTree<GatewaySpecListeners[]>,
      },
    });
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
    includeWhen(this, props.platform?.mesh ?? true);
    const bare = or(...UNSUFFIXED.map((one) => equals(gatewayClassName, one)));
    this.principal = principalOf(namespace, choose(bare, name, format`${name}-${gatewayClassName}`));
    this.networkPeer = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': name } },
    };
    this.tlsSecret = tls?.secretIn(namespace);
    this.redirectsHttp = tls ? and(tls.when, tls.httpsRedirect) : false;
    if (this.redirectsHttp !== false) this.addRedirect(props.labels);
  }

  /** One of its listeners, for routes to attach to. @throws ConfigError `listener` when there is none of that name */
  listener(name: string): GatewaySection {
    if (this.listenerNames?.includes(name) === false) {
      throw new ConfigError(
        'listener',
        this,
        `it has no listener '${name}', expected one of ${this.listenerNames.join(', ')}`,
      );
    }
    return { gateway: this, sectionName: name };
  }

  private checkListeners(list: readonly GatewayListener[], props: GatewayApiGatewayProps): void {
    const beside = (['hosts', 'tls', 'routesFrom'] as const).find(
      (property) => props[property] !== undefined,
    );
    if (beside !== undefined || list.length === 0 || list.length > 64) {
      throw new ConfigError(
        'listeners',
        this,
        beside === undefined
          ? `'listeners' has ${list.length} entries, expected 1 to 64; name what it opens`
          : `'${beside}' is set beside 'listeners', expected one of them; say it in each listener`,
      );
    }
    const names = list.map(({ name }) => name);
    checkUnique(this, 'name', names);
    const known = names.filter((name): name is string => !isDeferral(name));
    if (known.length === names.length) this.listenerNames = known;
  }

  private addRedirect(labels: Tree | undefined): void {
    const metadata = {
      name: format`${this.name}-https-redirect`,
      namespace: this.namespace,
      labels,
    };
    const redirect = {
      type: 'RequestRedirect',
      requestRedirect: { scheme: 'https', statusCode: 301 },
    } as const;
    const route = deferredObject(HttpRoute, this, 'HttpsRedirect', metadata, {
      spec: {
        parentRefs: [{ name: this.name, namespace: this.namespace, port: 80 }],
        rules: [{ filters: [redirect] }],
      },
    });
    includeWhen(route, this.redirectsHttp);
  }
}

/** One listener per host, since a listener has but one host name; the one for all hosts has none. */
function listeners(
  protocol: string,
  hosts: Hosts,
  complete: (fields: Record<string, Tree | undefined>) => Tree,
): Tree[] {
  if (isDeferral(hosts)) {
    const body = (host: { key: Deferred<string>; value: Deferred<string> }) =>
      complete({ name: format`${protocol}-${host.key}`, hostname: hostname(host.value) });
    return [forEach<string>(hosts, body, 'host')];
  }
  return hosts.map((host, index) => complete({ name: `${protocol}-${index}`, hostname: hostname(host) }));
}

function hostname(host: Deferred<string>): Tree | undefined {
  return when(not(equals(host, '*')), host);
}

/** The hosts of listeners; one without a host name is for all. */
function listenedHosts(list: readonly GatewayListener[]): Hosts {
  return list.map(({ hostname: host }) => host ?? '*');
}

/** GatewayClasses for whose gateways Istio makes objects that are called as they are. */
const UNSUFFIXED = ['istio-waypoint', 'istio-east-west'];
