import { STATUS_CODES } from 'node:http';
import type { ChartValue, Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { add, multiply } from '../values/arithmetic';
import { ConfigError } from '../vocabulary/config-error';
import { checkLiteral } from './literal-check';
import { checkTimeSpan, described, milliseconds, timeText, type TimeSpan } from './time-span';

/**
 * What makes Envoy try once more; a number is a status code of the response.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-grpc-on
 */
export type RetryCondition =
  | '5xx'
  | 'gateway-error'
  | 'reset'
  | 'reset-before-request'
  | 'connect-failure'
  | 'refused-stream'
  | 'envoy-ratelimited'
  | 'retriable-4xx'
  | 'retriable-status-codes'
  | 'retriable-headers'
  | 'cancelled'
  | 'deadline-exceeded'
  | 'internal'
  | 'resource-exhausted'
  | 'unavailable'
  | `${number}`;

/** Options of retries. */
export interface RetryPolicyOptions {
  /** Tries after the first one. @default 2 */
  readonly attempts?: Deferred<number>;
  /**
   * Ends a try, so that the next one begins; it counts as failed for `5xx`, `gateway-error` and `reset` only.
   * @default - the timeout of the whole request
   */
  readonly perTryTimeout?: TimeSpan;
  /**
   * Failures after which a request is tried again.
   * @default - gateway-error, connect-failure, refused-stream; deploy-time values hold a list with commas
   */
  readonly retryOn?: readonly RetryCondition[] | ChartValue<string>;
  /** Time before the next try, longer each time and partly random. @default - Envoy's: 25 ms */
  readonly backoff?: TimeSpan;
  /** Asks another pod than those that have failed. @default - Istio's: true */
  readonly retryIgnorePreviousHosts?: Deferred<boolean>;
  /** Asks pods of other localities too. @default - Istio's: false */
  readonly retryRemoteLocalities?: Deferred<boolean>;
  /**
   * Any request may be repeated, those that change something too. Without it, POST, PUT, PATCH and DELETE are tried
   * again only where the service cannot have seen them. @default false
   */
  readonly idempotent?: boolean;
}

/** What tries take together. */
export interface RetryBudget {
  /** How long, in milliseconds. */
  readonly milliseconds: Deferred<number>;
  /** In words, for messages. */
  readonly description: string;
}

/** Failures in which the request has not reached the service. */
const UNSEEN: readonly string[] = ['connect-failure', 'refused-stream', 'reset-before-request'];
const DEFAULT: readonly RetryCondition[] = ['gateway-error', 'connect-failure', 'refused-stream'];

/**
 * Whether and when failed requests are tried again.
 *
 * Requests that change something (POST, PUT, PATCH, DELETE) are tried again only when the service cannot have seen
 * them, and no try of theirs is cut short: a rule with retries gives two routes where that makes a difference.
 * `perTryTimeout` times all tries must fit the rule's timeout.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
export class RetryPolicy {
  /**
   * Tries again after failures.
   *
   * @throws ConfigError `retries` when `retryOn` is empty or names no status, or `attempts` is no whole number from 0
   * @throws ConfigError `time-span` when a time is less than a millisecond
   */
  static of(options: RetryPolicyOptions = {}): RetryPolicy {
    return new RetryPolicy(options);
  }

  /** No retries, not even the mesh's own two. */
  static none(): RetryPolicy {
    return new RetryPolicy({ attempts: 0 });
  }

  /** Tries after the first one. */
  readonly attempts: Deferred<number>;
  /** Time that one try may take. */
  readonly perTryTimeout: TimeSpan | undefined;
  private readonly retryOn: readonly RetryCondition[] | ChartValue<string>;
  private readonly idempotent: boolean;

  private constructor(private readonly options: RetryPolicyOptions) {
    this.attempts = options.attempts ?? 2;
    this.perTryTimeout = options.perTryTimeout;
    this.retryOn = options.retryOn ?? DEFAULT;
    this.idempotent = options.idempotent ?? false;
    if (!isDeferral(this.attempts) && !(Number.isInteger(this.attempts) && this.attempts >= 0)) {
      throw new ConfigError(
        'retries',
        undefined,
        `'attempts' is ${this.attempts}, expected a whole number from 0`,
      );
    }
    checkTimeSpan('perTryTimeout', options.perTryTimeout);
    checkTimeSpan('backoff', options.backoff);
    if (isDeferral(this.retryOn)) return;
    for (const condition of this.retryOn) {
      checkLiteral<string>(condition, (text) => !/^\d+$/.test(text) || text in STATUS_CODES, {
        code: 'retries',
        property: 'retryOn',
        expected: 'a condition of Envoy, or a status code of HTTP',
        remedy: "write it like '503'",
      });
    }
    if (this.retryOn.length === 0) {
      throw new ConfigError(
        'retries',
        undefined,
        "'retryOn' is empty; use RetryPolicy.none() for no retries",
      );
    }
  }

  /** Requests that change something need a route of their own. */
  get tellsMethodsApart(): boolean {
    if (this.idempotent || this.attempts === 0) return false;
    if (this.perTryTimeout !== undefined || isDeferral(this.retryOn)) return true;
    return this.retryOn.some((condition) => !UNSEEN.includes(condition));
  }

  /** What all tries together take at most; nothing where the request's timeout alone ends them. */
  get budget(): RetryBudget | undefined {
    if (this.perTryTimeout === undefined) return undefined;
    return {
      milliseconds: multiply(milliseconds(this.perTryTimeout), add(this.attempts, 1)),
      description: `1 try + ${described(this.attempts)} retries of ${described(this.perTryTimeout)}`,
    };
  }

  /** @internal As a VirtualService has it. */
  _toIstio(): Tree {
    if (this.attempts === 0) return { attempts: 0 };
    return {
      ...this.tries,
      perTryTimeout: this.perTryTimeout && timeText(this.perTryTimeout),
      retryOn: isDeferral(this.retryOn) ? this.retryOn : this.retryOn.join(','),
    };
  }

  /** @internal As a VirtualService has it for requests that change something. */
  _toIstioForUnsafeMethods(): Tree {
    if (isDeferral(this.retryOn)) return { ...this.tries, retryOn: 'connect-failure,refused-stream' };
    const unseen = this.retryOn.filter((condition) => UNSEEN.includes(condition));
    return unseen.length === 0 ? { attempts: 0 } : { ...this.tries, retryOn: unseen.join(',') };
  }

  private get tries(): Readonly<Record<string, Tree | undefined>> {
    const { backoff, retryIgnorePreviousHosts, retryRemoteLocalities } = this.options;
    return {
      attempts: this.attempts,
      backoff: backoff && timeText(backoff),
      retryIgnorePreviousHosts,
      retryRemoteLocalities,
    };
  }
}
