import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { demand } from '../values/constraint';
import type { Tree } from '../values/expression';
import { less, not, or } from '../values/conditions';
import { ConfigError } from '../vocabulary/config-error';
import { modeMatch, providers, type TelemetryMode } from './telemetry-part';
import type { TraceTag } from './trace-tag';

/** Which requests are traced, and what spans say. */
export interface Tracing {
  /** Proxies that it is for. @default - both */
  readonly mode?: Deferred<TelemetryMode>;
  /**
   * Where spans are sent to: one of `extensionProviders` of the mesh's configuration. Istio takes one only.
   * @default - the mesh's default provider
   */
  readonly provider?: Deferred<string>;
  /**
   * Percent of the requests that a trace begins with, from 0 to 100 in steps of 0.01; later proxies keep to what the
   * first one decided. @default - that of the policy above, and without any 1
   */
  readonly randomSamplingPercentage?: Deferred<number>;
  /** Sends no spans, and still passes trace headers on. @default false */
  readonly disableSpanReporting?: Deferred<boolean>;
  /** Passes no trace headers on to the next hop: towards others' systems. @default false */
  readonly disableContextPropagation?: Deferred<boolean>;
  /** Tags for Istio's canonical service, revision and mesh. @default true */
  readonly enableIstioTags?: Deferred<boolean>;
  /** Samples by the request's id, so that proxies without context agree. @default true */
  readonly useRequestIdForTraceSampling?: Deferred<boolean>;
  /** Tags of every span, by their names. @default - none */
  readonly customTags?: Readonly<Record<string, TraceTag>>;
}

/** @throws ConfigError `telemetry`, `constraint-violated` when the percentage is none */
export function tracing(part: Tracing, scope: IConstruct): Tree {
  const { randomSamplingPercentage: percentage, customTags } = part;
  if (percentage !== undefined) {
    const found = typeof percentage === 'number' ? `${percentage}` : 'known at deploy time';
    demand(
      scope,
      not(or(less(percentage, 0), less(100, percentage))),
      `'randomSamplingPercentage' is ${found}, expected a percentage from 0 to 100`,
    );
  }
  const names = Object.keys(customTags ?? {});
  if (customTags !== undefined && (names.length === 0 || names.includes(''))) {
    throw new ConfigError('telemetry', scope, "'customTags' is empty or holds an empty name; name the tags");
  }
  return {
    match: modeMatch(part.mode),
    providers: providers(scope, 'tracing', part.provider === undefined ? undefined : [part.provider]),
    randomSamplingPercentage: percentage,
    disableSpanReporting: part.disableSpanReporting,
    disableContextPropagation: part.disableContextPropagation,
    enableIstioTags: part.enableIstioTags,
    useRequestIdForTraceSampling: part.useRequestIdForTraceSampling,
    customTags:
      customTags &&
      Object.fromEntries(Object.entries(customTags).map(([name, tag]) => [name, tag._toIstio()])),
  };
}
