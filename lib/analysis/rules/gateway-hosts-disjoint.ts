import type { Rule } from '../rule';
import { groupBy } from '../../vocabulary/group-by';
import type { PathSegment } from '../../vocabulary/field-path';
import { Gateways } from '../../mesh/gateways';
import { covers, isWildcard } from '../../vocabulary/host-name';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { scopedHost } from '../../mesh/scoped-host';
import { listOf, objectsOf } from '../../vocabulary/json-fields';

const GATEWAY = 'networking.istio.io/Gateway';

interface Claim {
  readonly manifest: Manifest;
  readonly path: readonly PathSegment[];
  readonly written: string;
  readonly namespace: string;
  readonly host: string;
  /** The pods, the port and the address that the host is claimed for. */
  readonly place: string;
}

/** A request for a host that several entries accept goes by the most specific of them, and never by another. */
export const gatewayHostsDisjoint: Rule = {
  code: 'EVM227',
  name: 'gateway-hosts-disjoint',
  aliases: ['KIA0301'],
  severity: 'info',
  preset: 'recommended',
  summary: 'servers of the same pods at the same port accept hosts of which one covers the other',
  reads: [GATEWAY],
  check(mesh, report) {
    for (const claims of groupBy(claimsOf(mesh), ({ place }) => place).values()) {
      const byHost = groupBy(claims, ({ host }) => host);
      const wildcards = claims.filter(({ host }) => isWildcard(host));
      const rivals = new Map<Claim, Claim[]>();
      for (const claim of claims) {
        const alike = byHost.get(claim.host) ?? [];
        const wider = wildcards.filter(({ host }) => host !== claim.host && covers(host, claim.host));
        for (const other of [...alike, ...wider]) {
          if (other === claim || !isConflict(claim, other)) continue;
          rivals.set(claim, [...(rivals.get(claim) ?? []), other]);
          rivals.set(other, [...(rivals.get(other) ?? []), claim]);
        }
      }
      for (const [{ manifest, path, written }, others] of rivals) {
        const names = new Set(others.map((other) => `${nameOf(other)} ('${other.written}')`));
        report({
          manifest,
          path,
          message: `what '${written}' accepts is partly accepted by ${[...names].sort().join(', ')} too; the most specific host answers, by its own routes alone`,
          remedy: 'name hosts of which none covers another, or keep it in mind when binding routes',
        });
      }
    }
  },
};

function isConflict(one: Claim, other: Claim): boolean {
  // Several Gateways with one and the same host are the matter of another rule.
  if (one.manifest !== other.manifest && one.written === other.written) return false;
  return one.namespace === '*' || other.namespace === '*' || one.namespace === other.namespace;
}

function nameOf({ manifest: { namespace, name } }: Claim): string {
  return `${namespace}/${name}`;
}

function claimsOf(mesh: Mesh): readonly Claim[] {
  return Gateways.of(mesh).all.flatMap(({ manifest, selector, servers }) =>
    servers.flatMap(({ index, port, bind }) =>
      listOf(objectsOf(manifest.spec['servers'])[index]?.['hosts']).flatMap((written, place) => {
        if (typeof written !== 'string') return [];
        const { namespace, host } = scopedHost(written, manifest.namespace);
        return [
          {
            manifest,
            path: ['spec', 'servers', index, 'hosts', place],
            written,
            namespace,
            host: host.toLowerCase(),
            place: JSON.stringify([port, bind, Object.entries(selector).sort()]),
          },
        ];
      }),
    ),
  );
}
