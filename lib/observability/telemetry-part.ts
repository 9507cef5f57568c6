import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** Which of the two proxies that a call passes: the caller's, the service's, or both. */
export type TelemetryMode = 'CLIENT' | 'SERVER' | 'CLIENT_AND_SERVER';

/** Refuses a list of providers that names none. @throws ConfigError `telemetry` */
export function providers(
  scope: IConstruct,
  place: string,
  names: readonly Deferred<string>[] | undefined,
): Tree | undefined {
  if (names === undefined) return undefined;
  if (names.length === 0 || names.some((name) => !isDeferral(name) && name === '')) {
    throw new ConfigError(
      'telemetry',
      scope,
      `'providers' of ${place} is empty or holds an empty name; name extensionProviders of the mesh's configuration, or leave it out`,
    );
  }
  return names.map((name) => ({ name }));
}

/** A condition on the mode, or none. */
export function modeMatch(mode: Deferred<TelemetryMode> | undefined): Tree | undefined {
  return mode === undefined ? undefined : { mode };
}
