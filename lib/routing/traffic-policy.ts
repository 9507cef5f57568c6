import type { IConstruct } from 'constructs';
import { isIP } from 'node:net';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import type { ClientTls } from './client-tls';
import type { ConnectionPool } from './connection-pool';
import { checkLiteral, checkUnique } from './literal-check';
import type { LoadBalancer } from './load-balancer';
import { isDnsName } from './name-check';
import { checkNumber, checkPort } from './number-check';
import type { OutlierDetection } from './outlier-detection';
import { percentNumber, type Percentage } from './percentage';

/** How callers' proxies treat a service at any of its ports. */
export interface PortPolicy {
  /**
   * Limits of connections and requests.
   * @default - a rule: 100 connections, 100 waiting requests; elsewhere the rule's
   */
  readonly connectionPool?: ConnectionPool;
  /**
   * When a pod that fails gets no requests.
   * @default - a rule: 5 failures in a row eject a pod for 30 s, half of the pods at most; elsewhere the rule's
   */
  readonly outlierDetection?: OutlierDetection;
  /** Which pod gets a request. @default - a rule: LoadBalancer.leastRequest(); elsewhere the rule's */
  readonly loadBalancer?: LoadBalancer;
  /** TLS that the caller begins. @default - mutual TLS to pods of the mesh, plain text to others */
  readonly tls?: ClientTls;
}

/** How callers' proxies treat one port; nothing of the rule holds for it but what is said here. */
export interface PortLevelPolicy extends PortPolicy {
  /** Port of the Service. */
  readonly port: Deferred<number>;
}

/** A way through another proxy, which is asked to connect to the target. Only for connections of TLS and TCP. */
export interface TunnelOptions {
  /** DNS name or IP address that the other proxy is to connect to. */
  readonly targetHost: Deferred<string>;
  /** Port of the target. */
  readonly targetPort: Deferred<number>;
  /** How the other proxy is asked. @default - Istio's: CONNECT */
  readonly protocol?: 'CONNECT' | 'POST';
}

/** How many of the requests under way may be retries. */
export interface RetryBudgetOptions {
  /** Part of the requests under way. @default - Istio's: 20 % */
  readonly percentage?: Percentage;
  /** Retries that are always allowed. @default - Istio's: 3 */
  readonly minRetryConcurrency?: Deferred<number>;
}

/** How callers' proxies treat a service, or a subset of its pods. */
export interface TrafficPolicy extends PortPolicy {
  /** Ports that are treated in their own way. @default - none */
  readonly ports?: readonly PortLevelPolicy[];
  /** Connections go through another proxy; not together with `proxyProtocol`. @default - straight */
  readonly tunnel?: TunnelOptions;
  /** Tells the service the client's address by the PROXY protocol, which it must read. @default - no */
  readonly proxyProtocol?: 'V1' | 'V2';
  /** Instead of the pool's `maxRetries`. @default - no budget */
  readonly retryBudget?: RetryBudgetOptions;
}

/**
 * A policy as a DestinationRule has it; `http` is false for services that speak no HTTP.
 *
 * @throws ConfigError `traffic-policy` for a tunnel with the PROXY protocol, and a port with no policy
 */
export function policyTree(policy: TrafficPolicy, http: boolean, scope: IConstruct): Tree {
  const { ports = [], tunnel, proxyProtocol, retryBudget } = policy;
  if (tunnel && proxyProtocol) {
    throw new ConfigError(
      'traffic-policy',
      scope,
      "'tunnel' is set beside 'proxyProtocol', expected one of them; leave one out",
    );
  }
  checkUnique(
    scope,
    'port',
    ports.map(({ port }) => port),
  );
  return {
    ...portTree(policy, http),
    portLevelSettings: ports.length === 0 ? undefined : ports.map((port) => portLevelTree(port, http, scope)),
    tunnel: tunnel && tunnelTree(tunnel, scope),
    proxyProtocol: proxyProtocol && { version: proxyProtocol },
    retryBudget: retryBudget && retryBudgetTree(retryBudget, scope),
  };
}

function portTree(policy: PortPolicy, http: boolean): Readonly<Record<string, Tree | undefined>> {
  return {
    connectionPool: policy.connectionPool?._toIstio(http),
    loadBalancer: policy.loadBalancer?._toIstio(),
    outlierDetection: policy.outlierDetection?._toIstio(),
    tls: policy.tls?._toIstio(),
  };
}

function portLevelTree(policy: PortLevelPolicy, http: boolean, scope: IConstruct): Tree {
  checkPort('port', policy.port, scope);
  const tree = portTree(policy, http);
  if (Object.values(tree).some((field) => field !== undefined))
    return { port: { number: policy.port }, ...tree };
  throw new ConfigError(
    'traffic-policy',
    scope,
    "'ports' holds a port without a policy, expected a pool, load balancer, outlier detection or TLS; leave it out",
  );
}

function tunnelTree({ targetHost, targetPort, protocol }: TunnelOptions, scope: IConstruct): Tree {
  checkPort('targetPort', targetPort, scope);
  checkLiteral(targetHost, (host) => isDnsName(host) || isIP(host) !== 0, {
    code: 'host-name',
    property: 'targetHost',
    expected: 'a DNS name or an IP address',
    remedy: "write it like 'db.example.com'",
    scope,
  });
  return { protocol, targetHost, targetPort };
}

function retryBudgetTree({ percentage, minRetryConcurrency }: RetryBudgetOptions, scope: IConstruct): Tree {
  checkNumber('minRetryConcurrency', minRetryConcurrency, {}, scope);
  return { percent: percentage && percentNumber(percentage), minRetryConcurrency };
}
