import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import type { ChangeOperation, EnvoyChange } from './envoy-change';
import {
  toIstio,
  type ClusterMatch,
  type ListenerMatch,
  type RouteConfigurationMatch,
  type WaypointMatch,
} from './envoy-match';

/** Whose configuration a patch is for: what comes in or goes out of sidecars, gateways, or all of it. */
export type PatchContext = 'ANY' | 'SIDECAR_INBOUND' | 'SIDECAR_OUTBOUND' | 'GATEWAY';

/** Which proxies a patch is for. */
export interface PatchOptions {
  /** What is done with what is found. */
  readonly change: EnvoyChange;
  /** Proxies and side that are changed. @default 'ANY' */
  readonly context?: Deferred<PatchContext>;
  /** Version of Istio's proxy, as an RE2 expression: `^1\.30.*`. Envoy's API changes: pin patches. @default - any */
  readonly proxyVersion?: Deferred<string>;
  /** Metadata of the proxy (`ISTIO_META_…` of its container), each exactly. @default - any */
  readonly proxyMetadata?: Readonly<Record<string, Deferred<string>>>;
}

/** Options of a patch in a listener. */
export interface ListenerPatchOptions extends PatchOptions {
  /** Listeners that are changed. @default - every listener */
  readonly listener?: ListenerMatch;
}

/** Options of a patch in a route configuration. */
export interface RoutePatchOptions extends PatchOptions {
  /** Route configurations that are changed. @default - every route configuration */
  readonly routeConfiguration?: RouteConfigurationMatch;
}

/** Options of a patch of clusters. */
export interface ClusterPatchOptions extends PatchOptions {
  /** Clusters that are changed. @default - every cluster */
  readonly cluster?: ClusterMatch;
}

/** Options of a patch in waypoints. */
export interface WaypointPatchOptions extends Omit<PatchOptions, 'context'> {
  /** Parts of the waypoint that are changed. @default - everything */
  readonly waypoint?: WaypointMatch;
}

const FILTER: readonly ChangeOperation[] = [
  'MERGE',
  'ADD',
  'REMOVE',
  'INSERT_BEFORE',
  'INSERT_AFTER',
  'INSERT_FIRST',
  'REPLACE',
];
const LIST: readonly ChangeOperation[] = ['MERGE', 'ADD', 'REMOVE'];
/** What istiod does for each part; anything else it ignores without a word. */
const OPERATIONS = {
  LISTENER: LIST,
  FILTER_CHAIN: LIST,
  LISTENER_FILTER: FILTER.filter((operation) => operation !== 'MERGE'),
  NETWORK_FILTER: FILTER,
  HTTP_FILTER: FILTER,
  ROUTE_CONFIGURATION: ['MERGE'],
  VIRTUAL_HOST: [...LIST, 'REPLACE'],
  HTTP_ROUTE: ['MERGE', 'INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST'],
  CLUSTER: LIST,
  EXTENSION_CONFIG: ['ADD'],
  BOOTSTRAP: ['MERGE'],
} satisfies Record<string, readonly ChangeOperation[]>;
type Part = keyof typeof OPERATIONS;

/**
 * One change of proxies' configuration: where, and what.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectPatch
 * @throws ConfigError `envoy-patch` when istiod would refuse the change of such a part, or ignore it
 */
export class EnvoyPatch {
  /** A listener. */
  static listener(options: ListenerPatchOptions): EnvoyPatch {
    return EnvoyPatch.inListener('LISTENER', options);
  }

  /** A chain of network filters of a listener. */
  static filterChain(options: ListenerPatchOptions): EnvoyPatch {
    return EnvoyPatch.inListener('FILTER_CHAIN', options);
  }

  /** A filter of the listener itself, before any chain. */
  static listenerFilter(options: ListenerPatchOptions): EnvoyPatch {
    return EnvoyPatch.inListener('LISTENER_FILTER', options);
  }

  /** A network filter. */
  static networkFilter(options: ListenerPatchOptions): EnvoyPatch {
    return EnvoyPatch.inListener('NETWORK_FILTER', options);
  }

  /** An HTTP filter. */
  static httpFilter(options: ListenerPatchOptions): EnvoyPatch {
    return EnvoyPatch.inListener('HTTP_FILTER', options);
  }

  /** A route configuration as a whole. */
  static routeConfiguration(options: RoutePatchOptions): EnvoyPatch {
    return EnvoyPatch.inRoutes('ROUTE_CONFIGURATION', options);
  }

  /** A virtual host. */
  static virtualHost(options: RoutePatchOptions): EnvoyPatch {
    return EnvoyPatch.inRoutes('VIRTUAL_HOST', options);
  }

  /** A route. */
  static httpRoute(options: RoutePatchOptions): EnvoyPatch {
    return EnvoyPatch.inRoutes('HTTP_ROUTE', options);
  }

  /** A cluster. */
  static cluster({ cluster, ...options }: ClusterPatchOptions): EnvoyPatch {
    return new EnvoyPatch('CLUSTER', options, cluster && { cluster: toIstio.cluster(cluster) });
  }

  /** A configuration of a filter that proxies fetch by itself. */
  static extensionConfig(options: PatchOptions): EnvoyPatch {
    return new EnvoyPatch('EXTENSION_CONFIG', options);
  }

  /** What a proxy starts with; takes effect when pods start anew. */
  static bootstrap(options: PatchOptions): EnvoyPatch {
    return new EnvoyPatch('BOOTSTRAP', options);
  }

  /** An HTTP filter, network filter or route of waypoints. Istio 1.30. */
  static inWaypoint(
    part: 'HTTP_FILTER' | 'NETWORK_FILTER' | 'HTTP_ROUTE',
    { waypoint = {}, ...options }: WaypointPatchOptions,
  ): EnvoyPatch {
    const match = { context: 'WAYPOINT', waypoint: toIstio.waypoint(waypoint) };
    return new EnvoyPatch(part, options, match);
  }

  private static inListener(part: Part, { listener, ...options }: ListenerPatchOptions): EnvoyPatch {
    const filter = listener?.filterChain?.filter;
    if (filter !== undefined && part !== 'HTTP_FILTER' && part !== 'NETWORK_FILTER') {
      throw refused(`a filter is matched, which has no effect on ${part}; leave 'filter' out`);
    }
    if (filter?._isHttp && part !== 'HTTP_FILTER') {
      throw refused(
        `an HTTP filter is matched by a patch of ${part}; use EnvoyPatch.httpFilter, or FilterMatch.network`,
      );
    }
    return new EnvoyPatch(part, options, listener && { listener: toIstio.listener(listener) });
  }

  private static inRoutes(part: Part, { routeConfiguration, ...options }: RoutePatchOptions): EnvoyPatch {
    return new EnvoyPatch(
      part,
      options,
      routeConfiguration && { routeConfiguration: toIstio.routeConfiguration(routeConfiguration) },
    );
  }

  private constructor(
    private readonly part: Part,
    private readonly options: PatchOptions,
    private readonly match: Readonly<Record<string, Tree | undefined>> = {},
  ) {
    const { _operation: operation, _filterClass: filterClass } = options.change;
    const allowed: readonly ChangeOperation[] = OPERATIONS[part];
    if (!allowed.includes(operation)) {
      throw refused(`${operation} does nothing to ${part}; expected ${allowed.join(', ')}`);
    }
    if (filterClass !== undefined && part !== 'HTTP_FILTER' && part !== 'NETWORK_FILTER') {
      throw refused(`'filterClass' is for filters, not for ${part}; leave it out`);
    }
    const { proxyVersion } = options;
    if (proxyVersion !== undefined && !isDeferral(proxyVersion) && !isExpression(proxyVersion)) {
      throw refused(`'proxyVersion' is '${proxyVersion}', expected an RE2 expression such as ^1\\.30.*`);
    }
  }

  /** @internal As an EnvoyFilter has it. */
  _toIstio(): Tree {
    const { context, proxyVersion, proxyMetadata, change } = this.options;
    const proxy = proxyVersion ?? proxyMetadata;
    const match = {
      ...(context === undefined ? {} : { context }),
      ...(proxy === undefined ? {} : { proxy: { proxyVersion, metadata: proxyMetadata } }),
      ...this.match,
    };
    return {
      applyTo: this.part,
      match: Object.keys(match).length === 0 ? undefined : match,
      patch: change._toIstio(),
    };
  }
}

/** What RE2 takes, JavaScript takes too, but for a few forms that no version needs. */
function isExpression(text: string): boolean {
  try {
    return text !== '' && !/\(\?[=!<]|\\[1-9]/.test(text) && new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

function refused(message: string): ConfigError {
  return new ConfigError('envoy-patch', undefined, message);
}
