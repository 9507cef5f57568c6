import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { durationText } from '../edges/duration-text';
import type { MeshObjectProps } from '../edges/mesh-object';
import type { PolicyTargetProps } from '../edges/policy-target';
import { EnvoyChange } from '../extensions/envoy-change';
import { EnvoyFilter } from '../extensions/envoy-filter';
import { FilterMatch } from '../extensions/envoy-match';
import { EnvoyPatch } from '../extensions/envoy-patch';
import type { Deferred } from '../values/chart-value';
import { isDeferral } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** Options of a rate limit in each proxy. */
export interface LocalRateLimitProps extends MeshObjectProps, PolicyTargetProps {
  /** Requests that may come at once: the size of the bucket. */
  readonly maxTokens: Deferred<number>;
  /** Requests that are added to the bucket with each fill. @default - maxTokens */
  readonly tokensPerFill?: Deferred<number>;
  /** Time between two fills, at least 50 ms. */
  readonly fillInterval: Duration;
  /** Port of the pods that is limited. @default - all ports of HTTP */
  readonly port?: Deferred<number>;
  /** Whether gateways are limited instead of pods. @default false */
  readonly gateway?: boolean;
}

/**
 * Limits the requests that each pod gets, or each gateway pod takes, by a token bucket in its own proxy: what is over
 * the limit is answered with 429. With n pods n times as many pass. Nothing is asked over the network; for one limit
 * for all pods see `GlobalRateLimit`.
 *
 * Istio has no kind for it: this is an EnvoyFilter, to be looked at with each upgrade of Istio.
 *
 * @see https://istio.io/latest/docs/tasks/policy-enforcement/rate-limit/#local-rate-limit
 * @throws ConfigError `rate-limit` when a figure is none
 *
 * @example
 * ```ts
 * new LocalRateLimit(chart, 'limit', {
 *   selectorLabels: { app: 'orders' },
 *   maxTokens: 100,
 *   fillInterval: Duration.seconds(1),
 * });
 * ```
 */
export class LocalRateLimit extends Construct {
  /** What makes proxies count. */
  readonly filter: EnvoyFilter;

  constructor(scope: Construct, id: string, props: LocalRateLimitProps) {
    super(scope, id);
    const { maxTokens, tokensPerFill = maxTokens, fillInterval, port, gateway = false, ...object } = props;
    for (const [prop, value] of Object.entries({ maxTokens, tokensPerFill })) {
      if (isDeferral(value) || (Number.isInteger(value) && value >= 1)) continue;
      throw this.refused(`'${prop}' is ${value}, expected a whole number from 1`);
    }
    if (fillInterval.toMilliseconds() < 50) {
      throw this.refused(
        `'fillInterval' is ${fillInterval.toMilliseconds()}ms, expected at least 50ms, as Envoy does`,
      );
    }
    const router = FilterMatch.http('envoy.filters.http.router');
    this.filter = new EnvoyFilter(this, 'EnvoyFilter', {
      ...object,
      patches: [
        EnvoyPatch.httpFilter({
          context: gateway ? 'GATEWAY' : 'SIDECAR_INBOUND',
          listener: { ...(port === undefined ? {} : { portNumber: port }), filterChain: { filter: router } },
          change: EnvoyChange.insertBefore({
            name: 'envoy.filters.http.local_ratelimit',
            typed_config: {
              '@type': 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
              stat_prefix: 'http_local_rate_limiter',
              token_bucket: {
                max_tokens: maxTokens,
                tokens_per_fill: tokensPerFill,
                fill_interval: durationText(this, 'fillInterval', fillInterval),
              },
              filter_enabled: ALWAYS,
              filter_enforced: ALWAYS,
            },
          }),
        }),
      ],
    });
  }

  private refused(message: string): ConfigError {
    return new ConfigError('rate-limit', this, message);
  }
}

/** Without it Envoy counts and lets everything pass. */
const ALWAYS = { default_value: { numerator: 100, denominator: 'HUNDRED' } };
