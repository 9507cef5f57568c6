import type { IConstruct } from 'constructs';
import type { HeaderMatch } from '../routing/header-match';
import type { HttpMatch } from '../routing/http-match';
import type { RouteOptions } from '../routing/http-rule';
import type { RetryPolicy } from '../routing/retry-policy';
import type { TimeSpan } from '../routing/time-span';
import { ConfigError } from '../vocabulary/config-error';
import type { EventBackend } from '../workloads/event-backend';
import type { MeshRouting } from './mesh-routing';

/** What every pattern takes that routes between versions of a backend. */
export interface VersionPatternProps {
  /** The backend; its further versions come from `backend.addVersion`. */
  readonly backend: EventBackend;
  /** The kind of route that is made. @default MeshRouting.istio(): calls within the mesh */
  readonly routing?: MeshRouting;
  /** Ends a request, all tries together, with status 504. @default - none */
  readonly timeout?: TimeSpan;
  /** Tries again what failed. Not in the Gateway API. @default - as the mesh does */
  readonly retries?: RetryPolicy;
}

/** The options of a pattern that its rules share. */
export function sharedOptions({ timeout, retries }: VersionPatternProps): Partial<RouteOptions> {
  return { ...(timeout ? { timeout } : {}), ...(retries ? { retries } : {}) };
}

/** Requests with one of these headers. */
export function withAny(headers: readonly HeaderMatch[]): HttpMatch[] {
  return headers.map((header) => ({ headers: [header] }));
}

/**
 * Refuses a version that is meant to differ from another one and does not.
 *
 * @throws ConfigError `versions`
 */
export function checkDiffer(scope: IConstruct, versions: Readonly<Record<string, string>>): void {
  const [[first, one], [second, other]] = Object.entries(versions) as [[string, string], [string, string]];
  if (one !== other && one !== '' && other !== '') return;
  throw new ConfigError(
    'versions',
    scope,
    `'${first}' is '${one}' and '${second}' is '${other}'; name two versions, as in the pods' label 'version'`,
  );
}
