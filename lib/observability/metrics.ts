import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { durationText } from '../edges/duration-text';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import type { Metric, MetricTag } from './metric';
import { providers, type TelemetryMode } from './telemetry-part';

/** What proxies record of requests and connections. */
export interface Metrics {
  /** Where metrics go: `prometheus`, or others of `extensionProviders`. @default - the mesh's default providers */
  readonly providers?: readonly Deferred<string>[];
  /** What is recorded otherwise than usual; of several for a metric the last one counts. @default - nothing */
  readonly overrides?: readonly MetricOverride[];
  /** How often connections that stay open are reported. @default - 5 s */
  readonly reportingInterval?: Duration;
}

/** A change of some metrics. */
export interface MetricOverride {
  /** What is changed. @default Metric.all() */
  readonly metric?: Metric;
  /** Proxies that it is for. @default - both */
  readonly mode?: Deferred<TelemetryMode>;
  /** Records it no more. @default false */
  readonly disabled?: Deferred<boolean>;
  /** Changes of tags, by their names. @default - none */
  readonly tags?: Readonly<Record<string, MetricTag>>;
}

/** @throws ConfigError `telemetry`, `duration` */
export function metrics(part: Metrics, scope: IConstruct): Tree {
  return {
    providers: providers(scope, 'metrics', part.providers),
    overrides: part.overrides?.map((change) => override(change, scope)),
    reportingInterval:
      part.reportingInterval && durationText(scope, 'reportingInterval', part.reportingInterval),
  };
}

function override({ metric, mode, disabled, tags }: MetricOverride, scope: IConstruct): Tree {
  const names = Object.keys(tags ?? {});
  if ((disabled === undefined && names.length === 0) || names.includes('')) {
    throw new ConfigError(
      'telemetry',
      scope,
      "an override changes nothing or a tag without name; give it 'disabled' or named 'tags'",
    );
  }
  const match = { ...metric?._toIstio(), ...(mode === undefined ? {} : { mode }) };
  return {
    match: Object.keys(match).length === 0 ? undefined : match,
    disabled,
    tagOverrides:
      tags && Object.fromEntries(Object.entries(tags).map(([name, tag]) => [name, tag._toIstio()])),
  };
}
