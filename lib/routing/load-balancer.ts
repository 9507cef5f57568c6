import { Duration } from 'cdk8s';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { timeText, type TimeSpan } from './time-span';

/**
 * Which of a service's pods gets a request. A consistent hash keeps requests with the same key on the same pod as long
 * as the pods stay the same, and within one subset only: weights between subsets are drawn per request.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 */
export class LoadBalancer {
  /** The less busy one of two random pods. */
  static leastRequest(): LoadBalancer {
    return new LoadBalancer({ simple: 'LEAST_REQUEST' });
  }

  /** One pod after the other. */
  static roundRobin(): LoadBalancer {
    return new LoadBalancer({ simple: 'ROUND_ROBIN' });
  }

  /** A random pod. */
  static random(): LoadBalancer {
    return new LoadBalancer({ simple: 'RANDOM' });
  }

  /** The address that the client asked for, without balancing. */
  static passthrough(): LoadBalancer {
    return new LoadBalancer({ simple: 'PASSTHROUGH' });
  }

  /** The same pod for the same value of a header. */
  static consistentHashByHeader(name: Deferred<string>): LoadBalancer {
    return new LoadBalancer({ consistentHash: { httpHeaderName: name } });
  }

  /** The same pod for the same cookie, which the proxy sets where there is none; a `ttl` of 0 ends with the session. */
  static consistentHashByCookie(name: Deferred<string>, ttl: TimeSpan = Duration.seconds(0)): LoadBalancer {
    return new LoadBalancer({ consistentHash: { httpCookie: { name, ttl: timeText(ttl) } } });
  }

  /** The same pod for the same value of a query parameter. */
  static consistentHashByQueryParameter(name: Deferred<string>): LoadBalancer {
    return new LoadBalancer({ consistentHash: { httpQueryParameterName: name } });
  }

  /** The same pod for the same client address. */
  static consistentHashBySourceIp(): LoadBalancer {
    return new LoadBalancer({ consistentHash: { useSourceIp: true } });
  }

  private constructor(private readonly settings: Tree) {}

  /** @internal As a DestinationRule has it. */
  _toIstio(): Tree {
    return this.settings;
  }
}
