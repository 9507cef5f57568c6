import type { CompiledRoute } from './compiled-route';
import type { Destination } from './destination';
import { noHeaderEffects } from './header-operations';
import type { RetryPolicy } from './retry-policy';
import { everything } from './route-match';
import { serviceDomains } from './service-domains';
import { VirtualHosts, type VirtualHost } from './virtual-host';
import type { MeshService } from '../mesh/services';

/** A host, or a service by all its names, and its routes. */
export interface Claim {
  readonly host: string;
  readonly service?: MeshService;
  readonly routes: readonly CompiledRoute[];
}

/** The route of a service for which nobody has made one: everything goes to the service itself. */
export function defaultRoute(
  destination: Destination,
  service: MeshService,
  retries: RetryPolicy | null,
): CompiledRoute {
  return {
    name: 'default',
    owner: '',
    manifest: service.manifest,
    path: [],
    match: everything,
    action: {
      kind: 'forward',
      destinations: [{ ...destination, weight: 100, headers: noHeaderEffects }],
      timeout: null,
      retries,
      mirrors: [],
      unknownStatus: 503,
    },
    fault: null,
    cors: null,
  };
}

/** The virtual hosts that claims come to, for callers in a namespace: each name belongs to the first that claims it. */
export function claimedHosts(claims: readonly Claim[], namespace: string): VirtualHosts {
  const fullNames = new Set(claims.flatMap(({ host, service }) => (service === undefined ? [] : [host])));
  const taken = new Set<string>();
  const made = new Set<string>();
  const virtualHosts: VirtualHost[] = [];
  for (const { host, service, routes } of claims) {
    // Of two with one name only the first is made at all.
    if (made.has(host)) continue;
    made.add(host);
    const domains = service === undefined ? undefined : serviceDomains(service, namespace);
    for (const domain of domains?.all ?? [host]) {
      const lower = domain.toLowerCase();
      if (taken.has(lower) || (domains?.short.has(domain) && fullNames.has(domain))) continue;
      taken.add(lower);
      virtualHosts.push({ host: lower, routes, requiresTls: false });
    }
  }
  return new VirtualHosts(virtualHosts);
}
