import type { Draft } from './draft';
import type { EntryPoint } from './entry-point';
import { serverProxy } from './transport';
import { absentWaypoint } from './waypoint';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { extensionsOf, hasExtensions } from '../mesh/proxy-extensions';
import type { Workload } from '../mesh/workloads';
import { numberOf, objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

const NOTHING: readonly string[] = [];
const LOCAL_RATE_LIMIT = /\.filters\.http\.local_ratelimit\.v3\.LocalRateLimit$/;

/**
 * What cannot be known of answers: objects put code or settings of their own into the proxies on the way, or a waypoint is
 * not in the set.
 */
export class Unknowns {
  readonly #ofEntries = new Map<EntryPoint, readonly string[]>();
  readonly #ofServers = new Map<Workload, readonly string[]>();
  readonly #none: boolean;

  constructor(private readonly mesh: Mesh) {
    this.#none = !hasExtensions(mesh);
  }

  /** In the order of the way: what stands at the entry, then before the servers. */
  of(entry: EntryPoint, { forward }: Draft): readonly string[] {
    if (this.#none) return this.#absentWaypoints(entry, forward);
    const workloads = (forward?.destinations ?? [])
      .filter(({ unavailable }) => unavailable === undefined)
      .flatMap(({ endpoints }) => endpoints ?? [])
      .flatMap(({ workload }) => workload ?? []);
    const reasons = [
      ...this.#absentWaypoints(entry, forward),
      ...kept(this.#ofEntries, entry, () => this.#atEntry(entry)),
      ...workloads.flatMap((workload) => kept(this.#ofServers, workload, () => this.#atServer(workload))),
    ];
    return [...new Set(reasons)];
  }

  #absentWaypoints({ proxy }: EntryPoint, forward: Draft['forward']): readonly string[] {
    if (proxy.dataPlane !== 'ztunnel' || forward === undefined) return NOTHING;
    return forward.destinations.flatMap(({ service, host }) => {
      const absent = service && absentWaypoint(this.mesh, service);
      if (absent === undefined) return [];
      return [
        `waypoint ${absent.namespace}/${absent.name} of ${host} is not among the manifests; where it runs, it carries out routes and policies`,
      ];
    });
  }

  #atEntry(entry: EntryPoint): readonly string[] {
    const { name, namespace, labels } = entry.proxy;
    if (entry.kind === 'gateway') {
      const [home = '', gateway = ''] = entry.name.split('/');
      const targets = [{ kind: 'Gateway', namespace: home, name: gateway }];
      return extensionsOf(this.mesh, { namespace, labels, targets, side: 'GATEWAY' }).map(reasonOf);
    }
    const workload = this.mesh.workloads.in(namespace).find((one) => `${namespace}/${one.name}` === name);
    if (workload === undefined || serverProxy(this.mesh, workload) !== 'sidecar') return NOTHING;
    return extensionsOf(this.mesh, { namespace, labels, targets: [], side: 'SIDECAR_OUTBOUND' }).map(
      reasonOf,
    );
  }

  #atServer(workload: Workload): readonly string[] {
    if (serverProxy(this.mesh, workload) !== 'sidecar') return NOTHING;
    const { namespace, labels } = workload;
    return extensionsOf(this.mesh, { namespace, labels, targets: [], side: 'SIDECAR_INBOUND' }).map(reasonOf);
  }
}

function reasonOf(manifest: Manifest): string {
  const { kind, namespace, name } = manifest;
  const limits = kind === 'EnvoyFilter' ? localLimits(manifest) : [];
  return limits.length === 0
    ? `${kind} ${namespace}/${name} may change what becomes of it`
    : `${kind} ${namespace}/${name} lets ${limits.join(', then ')} pass each proxy, and answers others with 429`;
}

/** The token buckets of a filter that does nothing else; empty for other filters. */
function localLimits({ spec }: Manifest): readonly string[] {
  const patches = objectsOf(spec['configPatches']).map((patch) =>
    objectOf(objectOf(patch['patch'])['value']),
  );
  const limits = patches.map(({ typed_config: config }) => objectOf(config));
  if (!limits.every((limit) => LOCAL_RATE_LIMIT.test(textOf(limit['@type']) ?? ''))) return [];
  return limits.map((limit) => {
    const bucket = objectOf(limit['token_bucket']);
    const most = numberOf(bucket['max_tokens']) ?? 0;
    const more = numberOf(bucket['tokens_per_fill']) ?? 1;
    return `${most} requests at once and ${more} more every ${textOf(bucket['fill_interval']) ?? '?'}`;
  });
}

function kept<K>(known: Map<K, readonly string[]>, key: K, make: () => readonly string[]): readonly string[] {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
