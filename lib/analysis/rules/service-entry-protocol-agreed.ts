import { groupBy } from '../../vocabulary/group-by';
import type { Rule } from '../rule';
import type { Manifest } from '../../mesh/manifest';
import { numberOf, objectsOf, textOf, textsOf } from '../../vocabulary/json-fields';

const SERVICE_ENTRY = 'networking.istio.io/ServiceEntry';
const EVERYWHERE = '*';

interface Declaration {
  readonly manifest: Manifest;
  readonly scope: string;
  readonly host: string;
  readonly port: number;
  readonly index: number;
  readonly protocol: string;
}

/** A port speaks one protocol; of several declarations, one wins. */
export const serviceEntryProtocolAgreed: Rule = {
  code: 'EVM150',
  name: 'service-entry-protocol-agreed',
  aliases: ['IST0177', 'KIA1212'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'ServiceEntries give the same port of the same host different protocols',
  reads: [SERVICE_ENTRY],
  check(mesh, report) {
    const declarations = mesh.of(SERVICE_ENTRY).flatMap(declarationsOf);
    const groups = groupBy(declarations, ({ scope, host, port }) => `${scope}\n${host}\n${port}`);
    for (const [key, own] of groups) {
      const [scope, host, port] = key.split('\n');
      const everywhere =
        scope === EVERYWHERE ? [] : (groups.get(`${EVERYWHERE}\n${host ?? ''}\n${port ?? ''}`) ?? []);
      const all = [...own, ...everywhere];
      const protocols = [...new Set(all.map(({ protocol }) => protocol))].sort();
      if (protocols.length < 2) continue;
      const names = [...new Set(all.map(({ manifest }) => `${manifest.namespace}/${manifest.name}`))].sort();
      for (const { manifest, index } of all) {
        report({
          manifest,
          path: ['spec', 'ports', index],
          message: `port ${port ?? ''} of ${host ?? ''} is ${protocols.map((protocol) => protocol || '(none)').join(' and ')} in ${names.join(', ')}`,
          remedy: 'agree on one protocol, or export the ServiceEntries to different namespaces',
        });
      }
    }
  },
};

function declarationsOf(manifest: Manifest): readonly Declaration[] {
  const { namespace, spec } = manifest;
  const targets = textsOf(spec['exportTo']);
  const scopes =
    targets.length === 0 || targets.includes(EVERYWHERE)
      ? [EVERYWHERE]
      : [...new Set(targets.map((target) => (target === '.' ? namespace : target)))];
  return objectsOf(spec['ports']).flatMap((port, index) =>
    scopes.flatMap((scope) =>
      textsOf(spec['hosts']).map((host) => ({
        manifest,
        scope,
        host,
        port: numberOf(port['number']) ?? 0,
        index,
        protocol: (textOf(port['protocol']) ?? '').toUpperCase(),
      })),
    ),
  );
}
