import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import type { ICallable } from '../edges/caller';
import type { MeshObjectProps } from '../edges/mesh-object';
import { ConnectionPool } from '../routing/connection-pool';
import { Destination } from '../routing/destination';
import { DestinationRule } from '../routing/destination-rule';
import { HttpRule } from '../routing/http-rule';
import { OutlierDetection } from '../routing/outlier-detection';
import { RetryPolicy } from '../routing/retry-policy';
import { ConfigError } from '../vocabulary/config-error';
import { MeshRouting } from './mesh-routing';

/** Options of resilient calls. */
export interface ResilienceProps extends MeshObjectProps {
  /** The service that is called, over HTTP. */
  readonly service: ICallable;
  /** Ends a request, all tries together, with status 504. @default - 15 s */
  readonly timeout?: Duration;
  /** The kind of route that is made. @default MeshRouting.istio(): calls within the mesh */
  readonly routing?: MeshRouting;
  /** Tries after the first one; each may take an equal part of the timeout. @default 2; with the Gateway API the mesh's */
  readonly attempts?: number;
  /** Any request may be repeated, those that change something too. @default false */
  readonly idempotent?: boolean;
  /** Connections that one caller's proxy opens to all pods together. @default 100 */
  readonly maxConnections?: number;
  /** Requests of one caller's proxy that wait for a connection; more are answered with 503 at once. @default 100 */
  readonly maxPendingRequests?: number;
  /** Failures in a row that take a pod out of the load balancing. @default 5 */
  readonly consecutiveErrors?: number;
  /** How long a pod is out for the first time; not shorter than the timeout. @default - 30 s, or the timeout if longer */
  readonly ejectionTime?: Duration;
}

/**
 * Timeout, retries and circuit breaking of the calls to a service, in figures that agree: all tries fit the timeout, a
 * try ends early enough for the next one, retries have a bound of their own so that they cannot double the load of a
 * service that is down, and a pod is out for longer than a request takes.
 *
 * It makes the service's DestinationRule and its VirtualService within the mesh; a service has one of each, so that
 * routes between versions belong into `Canary` and the like, which take the same figures.
 *
 * Routes of the Gateway API's standard channel know timeouts, but no retries: there the HTTPRoute takes the timeout, the
 * mesh retries twice what the service cannot have seen, and the DestinationRule breaks the circuit; asking for
 * `attempts` is refused.
 *
 * @see https://istio.io/latest/docs/concepts/traffic-management/#network-resilience-and-testing
 * @throws ConfigError `resilience` when figures do not agree
 *
 * @example
 * ```ts
 * const orders = new EventBackend(chart, 'orders', {
 *   image: { repository: 'registry.example.com/orders', tag: '1.0.0' },
 * });
 * new Resilience(chart, 'resilience', { service: orders, timeout: Duration.seconds(10), attempts: 3 });
 * ```
 */
export class Resilience extends Construct {
  constructor(scope: Construct, id: string, props: ResilienceProps) {
    super(scope, id);
    const { service, timeout = Duration.seconds(15), consecutiveErrors = 5 } = props;
    const { routing = MeshRouting.istio(), attempts = routing._isGatewayApi ? undefined : 2 } = props;
    const ejectionTime = props.ejectionTime ?? longest(Duration.seconds(30), timeout);
    const perTry = this.perTry(timeout, attempts ?? 0);
    if (ejectionTime.toMilliseconds() < timeout.toMilliseconds()) {
      throw this.refused(
        `'ejectionTime' is ${ejectionTime.toMilliseconds()}ms but a request takes up to ${timeout.toMilliseconds()}ms ('timeout'); a pod would be back before its requests have failed: make it longer`,
      );
    }
    const { maxConnections = 100, maxPendingRequests = 100 } = props;
    const { idempotent = false, name, namespace, labels, platform } = props;
    const object = {
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
      ...(platform === undefined ? {} : { platform }),
    };
    new DestinationRule(this, 'DestinationRule', {
      ...object,
      service,
      connectionPool: ConnectionPool.of({
        maxConnections,
        http1MaxPendingRequests: maxPendingRequests,
        maxRetries: Math.max(1, Math.floor(maxConnections / 5)),
      }),
      outlierDetection: OutlierDetection.of({
        consecutive5xxErrors: consecutiveErrors,
        baseEjectionTime: ejectionTime,
      }),
    });
    const rule = HttpRule.route({
      to: [Destination.service(service)],
      timeout,
      ...(attempts === undefined ? {} : { retries: retriesOf(attempts, perTry, idempotent) }),
    });
    routing._route(this, service, [rule], object);
  }

  private perTry(timeout: Duration, attempts: number): Duration {
    if (!Number.isInteger(attempts) || attempts < 0 || attempts > 10) {
      throw this.refused(
        `'attempts' is ${attempts}, expected a whole number from 0 to 10: more tries are load, not help`,
      );
    }
    const perTry = Math.floor(timeout.toMilliseconds() / (attempts + 1));
    if (perTry < 10) {
      throw this.refused(
        `'timeout' is ${timeout.toMilliseconds()}ms, which leaves ${perTry}ms for each of ${attempts + 1} tries; raise it, or lower attempts`,
      );
    }
    return Duration.millis(perTry);
  }

  private refused(message: string): ConfigError {
    return new ConfigError('resilience', this, message);
  }
}

function retriesOf(attempts: number, perTryTimeout: Duration, idempotent: boolean): RetryPolicy {
  return attempts === 0 ? RetryPolicy.none() : RetryPolicy.of({ attempts, perTryTimeout, idempotent });
}

function longest(one: Duration, other: Duration): Duration {
  return one.toMilliseconds() >= other.toMilliseconds() ? one : other;
}
