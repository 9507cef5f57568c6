import { groupBy } from '../../vocabulary/group-by';
import type { Rule } from '../rule';
import { MESH_GATEWAY } from '../../mesh/gateway-reference';
import { covers, qualifiedHost } from '../../vocabulary/host-name';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { listOf, textOf, textsOf } from '../../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
const EVERYWHERE = '*';

interface Claim {
  readonly manifest: Manifest;
  readonly host: string;
  /** A namespace whose sidecars see it, or `*`. */
  readonly scope: string;
  readonly index: number;
}

/** Sidecars take one VirtualService for a host: the oldest one that they see. */
export const meshHostUnique: Rule = {
  code: 'EVM113',
  name: 'mesh-host-unique',
  aliases: ['IST0109', 'KIA1106'],
  severity: 'error',
  preset: 'recommended',
  summary: 'several VirtualServices for the sidecars, seen from one namespace, claim the same host',
  reads: [VIRTUAL_SERVICE],
  check(mesh, report) {
    const claims = meshClaims(mesh);
    const public_ = claims.filter(({ scope }) => scope === EVERYWHERE);
    for (const rivals of groupBy(claims, ({ scope, host }) => `${scope}/${host}`).values()) {
      const [first] = rivals;
      if (first === undefined) continue;
      const all =
        first.scope === EVERYWHERE
          ? rivals
          : [...rivals, ...public_.filter(({ host }) => meet(first.host, host))];
      const names = [...new Set(all.map(({ manifest }) => `${manifest.namespace}/${manifest.name}`))].sort();
      if (names.length < 2) continue;
      const where = first.scope === EVERYWHERE ? 'every namespace' : `namespace ${first.scope}`;
      for (const { manifest, index } of all) {
        report({
          manifest,
          path: ['spec', 'hosts', index],
          message: `sidecars of ${where} see several VirtualServices of ${first.host}: ${names.join(', ')}; they use one`,
          remedy: 'merge them, or export them to different namespaces (exportTo)',
        });
      }
    }
  },
};

/** Whether what is said for one host of a scope and what is said for another host everywhere are about the same. */
function meet(host: string, publicHost: string): boolean {
  return covers(host, publicHost) || covers(publicHost, host);
}

function meshClaims(mesh: Mesh): readonly Claim[] {
  return mesh.of(VIRTUAL_SERVICE).flatMap((manifest) => {
    const { namespace, spec } = manifest;
    const gateways = textsOf(spec['gateways']);
    if (gateways.length > 0 && !gateways.includes(MESH_GATEWAY)) return [];
    const scopes = scopesOf(mesh, manifest);
    return listOf(spec['hosts']).flatMap((host, index) =>
      scopes.map((scope) => ({ manifest, host: qualifiedHost(textOf(host) ?? '', namespace), scope, index })),
    );
  });
}

function scopesOf(mesh: Mesh, { namespace, spec }: Manifest): readonly string[] {
  const given = textsOf(spec['exportTo']);
  const targets = given.length > 0 ? given : mesh.config.defaultExportTo('VirtualService');
  if (targets.length === 0 || targets.includes(EVERYWHERE)) return [EVERYWHERE];
  return [...new Set(targets.map((target) => (target === '.' ? namespace : target)))];
}
