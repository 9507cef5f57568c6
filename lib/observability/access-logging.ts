import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { modeMatch, providers, type TelemetryMode } from './telemetry-part';

/** Which requests and connections proxies log. */
export interface AccessLogging {
  /** Proxies that it is for. @default - both */
  readonly mode?: Deferred<TelemetryMode>;
  /** Where logs go: `envoy` (standard output), or others of `extensionProviders`. @default - the mesh's defaults */
  readonly providers?: readonly Deferred<string>[];
  /** Logs nothing. @default false */
  readonly disabled?: Deferred<boolean>;
  /** Logs only what this CEL expression holds for, such as `response.code >= 500`. @default - everything */
  readonly filter?: Deferred<string>;
}

/** @throws ConfigError `telemetry` */
export function accessLogging(part: AccessLogging, scope: IConstruct): Tree {
  if (part.filter === '') {
    throw new ConfigError(
      'telemetry',
      scope,
      "'filter' of accessLogging is empty; leave it out to log everything",
    );
  }
  return {
    match: modeMatch(part.mode),
    providers: providers(scope, 'accessLogging', part.providers),
    disabled: part.disabled,
    filter: part.filter === undefined ? undefined : { expression: part.filter },
  };
}
