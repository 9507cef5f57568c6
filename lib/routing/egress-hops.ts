import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { istioMatches, unsafePart } from './http-match';
import { RetryPolicy } from './retry-policy';
import { timeText, type TimeSpan } from './time-span';

/** The port of egress gateways by which calls come in, whatever callers speak. */
export const EGRESS_GATEWAY_PORT = 443;

/** The way of a call: from the caller's proxy to the gateway, and from there to the host. */
export interface EgressPath {
  readonly host: Deferred<string>;
  /** The port that callers ask for. */
  readonly port: Deferred<number>;
  /** `<namespace>/<name>` of the Gateway. */
  readonly gateway: Deferred<string>;
  /** Host of the gateway's Service. */
  readonly gatewayHost: Deferred<string>;
  /** The gateway as the DestinationRule for this host names it. */
  readonly subset: Deferred<string>;
}

/**
 * Both hops as entries of a VirtualService's `http`. Only the gateway asks the host again: tries of both hops would
 * multiply. Callers' proxies go to another pod of the gateway when one cannot be reached.
 */
export function httpHops(path: EgressPath, timeout: TimeSpan, retries: RetryPolicy): Tree[] {
  const toGateway = RetryPolicy.of({ retryOn: ['connect-failure', 'refused-stream'] });
  const hop = (match: Tree, route: Tree, tries: Tree): Tree => ({
    match: [match],
    route,
    timeout: timeText(timeout),
    retries: tries,
  });
  const atGateway: Tree & object = { gateways: [path.gateway], port: EGRESS_GATEWAY_PORT };
  const [unsafe] = istioMatches(unsafePart([{}])) ?? [];
  return [
    hop({ gateways: ['mesh'], port: path.port }, viaGateway(path), toGateway._toIstio()),
    ...(retries.tellsMethodsApart
      ? [hop({ ...atGateway, ...(unsafe as object) }, toHost(path), retries._toIstioForUnsafeMethods())]
      : []),
    hop(atGateway, toHost(path), retries._toIstio()),
  ];
}

/** Both hops as entries of a VirtualService's `tls`. */
export function tlsHops(path: EgressPath): Tree[] {
  const sniHosts = [path.host];
  return [
    { match: [{ gateways: ['mesh'], port: path.port, sniHosts }], route: viaGateway(path) },
    { match: [{ gateways: [path.gateway], port: EGRESS_GATEWAY_PORT, sniHosts }], route: toHost(path) },
  ];
}

function viaGateway({ gatewayHost, subset }: EgressPath): Tree {
  return [{ destination: { host: gatewayHost, subset, port: { number: EGRESS_GATEWAY_PORT } } }];
}

function toHost({ host, port }: EgressPath): Tree {
  return [{ destination: { host, port: { number: port } } }];
}
