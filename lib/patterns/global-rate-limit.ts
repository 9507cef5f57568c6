import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import type { ICallable } from '../edges/caller';
import { durationText } from '../edges/duration-text';
import { EnvoyChange, type EnvoyConfiguration } from '../extensions/envoy-change';
import { EnvoyFilter } from '../extensions/envoy-filter';
import { FilterMatch } from '../extensions/envoy-match';
import { EnvoyPatch } from '../extensions/envoy-patch';
import type { Deferred } from '../values/chart-value';
import { format } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import type { Workload } from '../workloads/workload';
import type { RateLimitEntry } from './rate-limit-entry';

/** Options of a rate limit for all pods together. */
export interface GlobalRateLimitProps {
  /** The workload that is limited; it is let out to the limiter. */
  readonly workload: Workload;
  /** The service that counts, such as Envoy's `ratelimit`; it speaks gRPC. */
  readonly limiter: ICallable;
  /** Which part of the limiter's configuration is meant. */
  readonly domain: Deferred<string>;
  /** What the limiter is told of each request: a list of descriptors, each a list of entries. */
  readonly descriptors: readonly (readonly RateLimitEntry[])[];
  /** Time for the limiter's answer, that every request waits for. @default - 250 ms */
  readonly timeout?: Duration;
  /**
   * What becomes of requests while the limiter cannot be reached: they are refused with 500, or pass.
   * @default false: they pass
   */
  readonly denyOnFailure?: boolean;
}

/**
 * Limits the requests to a workload over all its pods together: each proxy asks a service that counts, before the pod
 * gets the request. What is over the limit is answered with 429. The limits themselves are the service's configuration.
 *
 * Istio has no kind for it: this is an EnvoyFilter, to be looked at with each upgrade of Istio.
 *
 * @see https://istio.io/latest/docs/tasks/policy-enforcement/rate-limit/#global-rate-limit
 * @throws ConfigError `rate-limit` when there is nothing to tell the limiter, or it listens on no port of gRPC
 *
 * @example
 * ```ts
 * const orders = new EventBackend(chart, 'orders', {
 *   image: { repository: 'registry.example.com/orders', tag: '1.0.0' },
 * });
 * const limiter = new Participant(chart, 'limiter', {
 *   name: 'ratelimit',
 *   namespace: 'shop',
 *   selectorLabels: { app: 'ratelimit' },
 *   serviceAccountName: 'ratelimit',
 *   calledPorts: [{ port: 8081, protocol: 'grpc' }],
 * });
 * new GlobalRateLimit(chart, 'limit', {
 *   workload: orders,
 *   limiter,
 *   domain: 'orders',
 *   descriptors: [[RateLimitEntry.requestHeader('x-customer', 'customer')]],
 * });
 * ```
 */
export class GlobalRateLimit extends Construct {
  /** What makes proxies ask the limiter. */
  readonly filter: EnvoyFilter;

  constructor(scope: Construct, id: string, props: GlobalRateLimitProps) {
    super(scope, id);
    const { workload, limiter, domain, descriptors, timeout = Duration.millis(250) } = props;
    const port = limiter.calledPorts.find(({ protocol }) => protocol === 'grpc')?.port;
    if (port === undefined) {
      throw this.refused(
        `'${limiter.node.path}' listens on no port of gRPC; give it one with the protocol grpc`,
      );
    }
    if (descriptors.length === 0 || descriptors.some((entries) => entries.length === 0) || domain === '') {
      throw this.refused(
        "'descriptors' or one of them is empty, or 'domain' is; say what the limiter counts by",
      );
    }
    workload.calls(limiter);
    const filter: EnvoyConfiguration = {
      name: 'envoy.filters.http.ratelimit',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit',
        domain,
        failure_mode_deny: props.denyOnFailure ?? false,
        timeout: durationText(this, 'timeout', timeout),
        rate_limit_service: {
          transport_api_version: 'V3',
          grpc_service: {
            envoy_grpc: { cluster_name: format`outbound|${port}||${limiter.host}`, authority: limiter.host },
          },
        },
      },
    };
    const limits = descriptors.map((entries) => ({ actions: entries.map((entry) => entry._toEnvoy()) }));
    const router = FilterMatch.http('envoy.filters.http.router');
    this.filter = new EnvoyFilter(this, 'EnvoyFilter', {
      namespace: workload.namespace,
      selectorLabels: workload.selectorLabels as never,
      patches: [
        EnvoyPatch.httpFilter({
          context: 'SIDECAR_INBOUND',
          listener: { filterChain: { filter: router } },
          change: EnvoyChange.insertBefore(filter),
        }),
        EnvoyPatch.virtualHost({
          context: 'SIDECAR_INBOUND',
          change: EnvoyChange.merge({ rate_limits: limits }),
        }),
      ],
    });
  }

  private refused(message: string): ConfigError {
    return new ConfigError('rate-limit', this, message);
  }
}
