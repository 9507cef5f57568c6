import type { Fault } from './fault';
import type { HeaderEffects } from './header-operations';
import type { RetryPolicy } from './retry-policy';
import type { Mirror } from './route-action';

/** How a request ends. */
export type Outcome =
  'route' | 'redirect' | 'direct_response' | 'abort' | 'no_route' | 'denied' | 'passthrough' | 'blackhole';

/** Where a share of the requests goes. */
export interface AnsweredDestination {
  readonly host: string;
  readonly port: number;
  readonly subset: string | null;
  /** Percent. */
  readonly weight: number;
  /** Whether somebody answers there; `reason` says why not. */
  readonly available: boolean;
  readonly reason: string | null;
  /** The pods, workloads or addresses behind it; null where the manifests cannot tell. */
  readonly endpoints: readonly string[] | null;
}

/** What the mesh does with a request, as plain data. */
export interface Answer {
  readonly outcome: Outcome;
  /** What the client sees where the mesh itself answers; null where a server does. */
  readonly status: number | null;
  /** `namespace/name` of the VirtualService or route object, as a delegate's root; null where there is none. */
  readonly virtualService: string | null;
  /** The name of the route, or its place in the list. */
  readonly httpRoute: string | null;
  /** What was found on the way: gateway, virtual host, route. */
  readonly matched: readonly string[];
  readonly destinations: readonly AnsweredDestination[];
  /** The path (with query) and the authority that the server gets, where they are changed. */
  readonly rewrite: { readonly path: string | null; readonly authority: string | null } | null;
  readonly redirect: { readonly location: string; readonly status: number } | null;
  readonly timeout: string | null;
  readonly retries: RetryPolicy | null;
  readonly fault: Fault | null;
  readonly mirrors: readonly Mirror[];
  readonly headers: HeaderEffects;
  readonly authorization: { readonly allowed: boolean; readonly policy: string | null };
  /** What the access log of the proxy at the entry calls it: Envoy's response flags, such as `NR`, `UH`, `UF`. */
  readonly flags: readonly string[];
  /** Why something else may become of it, which no manifest tells: one sentence each. */
  readonly unknown: readonly string[];
  /** Each step with its reason, to be read by people. */
  readonly trace: readonly string[];
}
