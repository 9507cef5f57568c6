import { DestinationRules } from '../mesh/destination-rules';
import { endpointsOf, withLabels, type Endpoint } from '../mesh/endpoints';
import { isInstalledService } from '../mesh/installed-services';
import type { Labels } from '../mesh/label-selector';
import type { EffectiveRule } from '../mesh/merged-rules';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';

/** Where a route sends requests. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly subset: string | null;
  /** Why nobody answers there; undefined when somebody does. */
  readonly unavailable?: string;
  /** The service behind the host; undefined where the proxy knows none. */
  readonly service?: MeshService;
  /** The rule that holds for it. */
  readonly rule?: EffectiveRule;
  /** What answers; undefined where the manifests cannot tell. */
  readonly endpoints?: readonly Endpoint[];
}

/** A destination as a route names it. */
export interface DestinationName {
  readonly host: string;
  readonly port?: number;
  readonly subset?: string;
}

/** A proxy's view of the services that it can send to. */
export interface Clusters {
  /** Every host it knows. */
  readonly services: ReadonlyMap<string, MeshService>;
  readonly namespace: string;
  readonly labels: Labels;
  /** Whether a service of one port takes that port where a route names none; else it takes the listener's. */
  readonly singlePortCounts: boolean;
  /** Whether DestinationRules mean nothing to it, as to what is no Envoy. @default false */
  readonly ignoresRules?: boolean;
}

/**
 * What a proxy makes of a destination. A host, port or subset that it does not know leaves the route as it is: the
 * request is answered with 503.
 *
 * @param listenerPort the port that the request came in at
 */
export function destination(
  mesh: Mesh,
  clusters: Clusters,
  name: DestinationName,
  listenerPort: number,
): Destination {
  const named = clusters.services.get(name.host);
  const alias = named?.manifest.spec['externalName'];
  const host = typeof alias === 'string' ? alias : name.host;
  const service = typeof alias === 'string' ? clusters.services.get(host) : named;
  const [only, second] = named?.ports ?? [];
  const ownPort = clusters.singlePortCounts && only && !second ? only.number : undefined;
  const port = name.port ?? ownPort ?? listenerPort;
  const subset = name.subset === undefined || name.subset === '' ? null : name.subset;
  const base = { host, port, subset };
  const isForeign = service === undefined && isInstalledService(mesh, host);
  if (service === undefined && !isForeign) {
    return { ...base, unavailable: `no service ${host} is known to proxies of ${clusters.namespace}` };
  }
  if (service !== undefined && !service.ports.some(({ number, tcp }) => number === port && tcp)) {
    const ports = service.ports.map(({ number }) => number).join(', ');
    return { ...base, service, unavailable: `${host} has no port ${port}, only ${ports || 'none'}` };
  }
  const rule = clusters.ignoresRules
    ? undefined
    : DestinationRules.of(mesh).effective({
        host,
        serviceNamespace: service?.namespace ?? mesh.config.rootNamespace,
        clientNamespace: clusters.namespace,
        clientLabels: clusters.labels,
      });
  const known = {
    ...base,
    ...(service === undefined ? {} : { service }),
    ...(rule === undefined ? {} : { rule }),
  };
  const wanted = rule?.subsets.find(({ name: candidate }) => candidate === subset);
  if (subset !== null && wanted === undefined) {
    return { ...known, unavailable: noSubset(host, subset, rule) };
  }
  // What runs behind a service of the installation is not in the set.
  const all = service && endpointsOf(mesh, service);
  if (all === undefined) return known;
  const endpoints = wanted === undefined ? all : withLabels(all, wanted.labels);
  if (endpoints.length > 0) return { ...known, endpoints };
  const labels = Object.entries(wanted?.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const who = labels.length === 0 ? 'no pod' : `no pod with ${labels.join(', ')}`;
  return { ...known, endpoints, unavailable: `${who} answers for ${host}` };
}

function noSubset(host: string, subset: string, rule: EffectiveRule | undefined): string {
  if (rule === undefined) return `no DestinationRule that holds here defines subset ${subset} of ${host}`;
  const names = rule.manifests.map(({ namespace, name }) => `${namespace}/${name}`).join(' and ');
  return `DestinationRule ${names}, which holds for ${host}, has no subset ${subset}`;
}
