import { Duration } from 'cdk8s';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import type { HashAlgorithm } from './hash-algorithm';
import { checkHeaderName } from './http-check';
import { checkLiteral } from './literal-check';
import type { LocalityBalancing } from './locality-balancing';
import { checkNumber } from './number-check';
import { percentNumber, type Percentage } from './percentage';
import { checkTimeSpan, timeText, type TimeSpan } from './time-span';

/** Options of every load balancing. */
export interface BalancingOptions {
  /** Which localities are preferred. @default - the caller's own, where the mesh is set so */
  readonly locality?: LocalityBalancing;
}

/** How a new pod gets its full share of requests step by step. */
export interface Warmup {
  /** Time up to the full share. */
  readonly duration: TimeSpan;
  /** Share at the start. @default - Istio's: 10 % */
  readonly minimumPercent?: Percentage;
  /** Above 1 the share grows faster at the start, below 1 at the end. @default - Istio's: 1, evenly */
  readonly aggression?: Deferred<number>;
}

/** Options of load balancing that knows warm-up. */
export interface WarmupOptions extends BalancingOptions {
  /** How new pods come to their share. @default - new pods get their full share at once */
  readonly warmup?: Warmup;
}

/** Options of a consistent hash. */
export interface HashOptions extends BalancingOptions {
  /** How hashes become pods. @default - Istio's: HashAlgorithm.ringHash() */
  readonly algorithm?: HashAlgorithm;
}

/** Options of a consistent hash by a cookie. */
export interface CookieHashOptions extends HashOptions {
  /** Path of the cookie. @default - the request's */
  readonly path?: Deferred<string>;
  /** Further attributes of the cookie: `{ SameSite: 'Strict', Secure: '' }`. @default - none */
  readonly attributes?: Readonly<Record<string, Deferred<string>>>;
}

/**
 * Which of a service's pods gets a request. A consistent hash keeps requests with the same key on the same pod as long
 * as the pods stay the same, and within one subset only: weights between subsets are drawn per request.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 * @throws ConfigError `header-name`, `cookie`, `time-span` for the key of a hash
 */
export class LoadBalancer {
  /** The less busy one of two random pods. */
  static leastRequest(options: WarmupOptions = {}): LoadBalancer {
    return new LoadBalancer({ simple: 'LEAST_REQUEST', ...warmupTree(options) }, options);
  }

  /** One pod after the other. */
  static roundRobin(options: WarmupOptions = {}): LoadBalancer {
    return new LoadBalancer({ simple: 'ROUND_ROBIN', ...warmupTree(options) }, options);
  }

  /** A random pod. */
  static random(options: BalancingOptions = {}): LoadBalancer {
    return new LoadBalancer({ simple: 'RANDOM' }, options);
  }

  /** The address that the client asked for, without balancing. */
  static passthrough(): LoadBalancer {
    return new LoadBalancer({ simple: 'PASSTHROUGH' }, {});
  }

  /** The same pod for the same value of a header. */
  static consistentHashByHeader(name: Deferred<string>, options: HashOptions = {}): LoadBalancer {
    checkHeaderName('name', name);
    return LoadBalancer.hash({ httpHeaderName: name }, options);
  }

  /** The same pod for the same cookie, which the proxy sets where there is none; a `ttl` of 0 ends with the session. */
  static consistentHashByCookie(
    name: Deferred<string>,
    ttl: TimeSpan = Duration.seconds(0),
    options: CookieHashOptions = {},
  ): LoadBalancer {
    checkLiteral(name, (text) => text !== '', {
      code: 'cookie',
      property: 'name',
      expected: 'the name of a cookie',
      remedy: "write it like 'session'",
    });
    checkTimeSpan('ttl', ttl, { minimum: 0 });
    const { path, attributes } = options;
    const attributeList =
      attributes && Object.entries(attributes).map(([attribute, value]) => ({ name: attribute, value }));
    return LoadBalancer.hash(
      { httpCookie: { name, ttl: timeText(ttl), path, attributes: attributeList } },
      options,
    );
  }

  /** The same pod for the same value of a query parameter. */
  static consistentHashByQueryParameter(name: Deferred<string>, options: HashOptions = {}): LoadBalancer {
    return LoadBalancer.hash({ httpQueryParameterName: name }, options);
  }

  /** The same pod for the same client address. */
  static consistentHashBySourceIp(options: HashOptions = {}): LoadBalancer {
    return LoadBalancer.hash({ useSourceIp: true }, options);
  }

  private static hash(key: Readonly<Record<string, Tree>>, options: HashOptions): LoadBalancer {
    return new LoadBalancer({ consistentHash: { ...key, ...options.algorithm?._toIstio() } }, options);
  }

  private constructor(
    private readonly settings: Readonly<Record<string, Tree>>,
    private readonly options: BalancingOptions,
  ) {}

  /** @internal As a DestinationRule has it. */
  _toIstio(): Tree {
    const { locality } = this.options;
    return locality ? { ...this.settings, localityLbSetting: locality._toIstio() } : this.settings;
  }
}

function warmupTree({ warmup }: WarmupOptions): Readonly<Record<string, Tree>> {
  if (!warmup) return {};
  const { duration, minimumPercent, aggression } = warmup;
  checkTimeSpan('duration', duration);
  checkNumber('aggression', aggression, { minimum: 0.000001, fractions: true });
  return {
    warmup: {
      duration: timeText(duration),
      minimumPercent: minimumPercent && percentNumber(minimumPercent),
      aggression,
    },
  };
}
