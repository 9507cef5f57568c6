import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** Envoy's name for the filter that speaks HTTP, in which the HTTP filters are. */
const HTTP_CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';

/**
 * A filter in a chain of filters.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-FilterMatch
 * @throws ConfigError `envoy-match` when the name is empty
 */
export class FilterMatch {
  /** A network filter by its name, such as `envoy.filters.network.tcp_proxy`. */
  static network(name: string): FilterMatch {
    return new FilterMatch(named('network filter', name));
  }

  /** An HTTP filter by its name, such as `envoy.filters.http.router`. */
  static http(name: string): FilterMatch {
    return new FilterMatch(HTTP_CONNECTION_MANAGER, named('HTTP filter', name));
  }

  private constructor(
    private readonly name: string,
    private readonly subFilter?: string,
  ) {}

  /** @internal Whether it is within the filter that speaks HTTP. */
  get _isHttp(): boolean {
    return this.subFilter !== undefined;
  }

  /** @internal */
  _toIstio(): Tree {
    return {
      name: this.name,
      subFilter: this.subFilter === undefined ? undefined : { name: this.subFilter },
    };
  }
}

/** A chain of filters of a listener; all fields that are given must match. */
export interface FilterChainMatch {
  /** Envoy's name of it. @default - any */
  readonly name?: Deferred<string>;
  /** Server name of the TLS connection, exactly as the chain has it. @default - any */
  readonly sni?: Deferred<string>;
  /** Whether its connections are TLS. @default - any */
  readonly transportProtocol?: Deferred<'raw_buffer' | 'tls'>;
  /** Protocols that TLS negotiates, with commas between, such as `h2,http/1.1`. @default - any */
  readonly applicationProtocols?: Deferred<string>;
  /** Port that the connection was meant for. @default - any */
  readonly destinationPort?: Deferred<number>;
  /** A filter in it. @default - any */
  readonly filter?: FilterMatch;
}

/** A listener; all fields that are given must match. */
export interface ListenerMatch {
  /** Port that it listens on; of inbound ones the pod's, of outbound ones the Service's. @default - any */
  readonly portNumber?: Deferred<number>;
  /** Name of the port of the Gateway's server. @default - any */
  readonly portName?: Deferred<string>;
  /** Envoy's name of it, such as `virtualInbound` or `0.0.0.0_80`. @default - any */
  readonly name?: Deferred<string>;
  /** A chain of its filters. @default - any */
  readonly filterChain?: FilterChainMatch;
  /** Name of a filter of the listener itself, such as `envoy.filters.listener.tls_inspector`. @default - any */
  readonly listenerFilter?: Deferred<string>;
}

/** A route configuration, and what is in it; all fields that are given must match. */
export interface RouteConfigurationMatch {
  /** Envoy's name of it: outbound the port, such as `80`; inbound `inbound|8080||`. @default - any */
  readonly name?: Deferred<string>;
  /** Port of the Service, or of the Gateway's server, that the routes are for. @default - any */
  readonly portNumber?: Deferred<number>;
  /** Name of the port of the Gateway's server. Gateways only. @default - any */
  readonly portName?: Deferred<string>;
  /** `<namespace>/<name>` of Istio's Gateway. Gateways only. @default - any */
  readonly gateway?: Deferred<string>;
  /** A virtual host in it. @default - any */
  readonly virtualHost?: VirtualHostMatch;
}

/** A virtual host of a route configuration. */
export interface VirtualHostMatch {
  /** `<host>:<port>`. @default - any */
  readonly name?: Deferred<string>;
  /** One of its domains. @default - any */
  readonly domainName?: Deferred<string>;
  /** One of its routes: by the name that the VirtualService's rule has, or by what it does. @default - any */
  readonly route?: {
    readonly name?: Deferred<string>;
    readonly action?: Deferred<'ANY' | 'ROUTE' | 'REDIRECT' | 'DIRECT_RESPONSE'>;
  };
}

/** A cluster: what Envoy calls a service that requests are sent to; all fields that are given must match. */
export interface ClusterMatch {
  /** Host of the service, fully qualified. @default - any */
  readonly service?: Deferred<string>;
  /** Port of the Service; for inbound clusters, of the pod. @default - any */
  readonly portNumber?: Deferred<number>;
  /** Name of the subset of a DestinationRule. @default - any */
  readonly subset?: Deferred<string>;
  /** Envoy's name of it, such as `outbound|80||orders.shop.svc.cluster.local`. @default - any */
  readonly name?: Deferred<string>;
}

/** A part of a waypoint's configuration; all fields that are given must match. */
export interface WaypointMatch {
  /** Port of the Service, from 1 to 65535. @default - any */
  readonly portNumber?: Deferred<number>;
  /** A filter of that port. @default - any */
  readonly filter?: FilterMatch;
  /** Name of a route. @default - any */
  readonly routeName?: Deferred<string>;
}

function named(what: string, name: string): string {
  if (name !== '') return name;
  throw new ConfigError('envoy-match', undefined, `the ${what} has an empty name; name what is to be found`);
}

/** @internal The matches as a patch has them. */
export const toIstio = {
  listener: ({ filterChain, ...listener }: ListenerMatch): Tree => ({
    ...listener,
    filterChain: filterChain && { ...filterChain, filter: filterChain.filter?._toIstio() },
  }),
  routeConfiguration: ({ virtualHost, ...configuration }: RouteConfigurationMatch): Tree => ({
    ...configuration,
    vhost: virtualHost as Tree | undefined,
  }),
  cluster: (cluster: ClusterMatch): Tree => ({ ...cluster }),
  waypoint: ({ portNumber, filter, routeName }: WaypointMatch): Tree => ({
    portNumber,
    filter: filter?._toIstio(),
    route: routeName === undefined ? undefined : { name: routeName },
  }),
};
