import type { Rule } from '../rule';
import { covers, isWildcard, qualifiedHost } from '../../vocabulary/host-name';
import type { Manifest } from '../../mesh/manifest';
import { objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const RULE = 'networking.istio.io/DestinationRule';

/** Of the rules for a host the most specific one holds alone: what a wider one says of TLS is not inherited. */
export const destinationRuleKeepsTls: Rule = {
  code: 'EVM235',
  name: 'destination-rule-keeps-tls',
  aliases: ['KIA0204'],
  severity: 'warning',
  preset: 'recommended',
  summary:
    'a DestinationRule takes the place of a wider one of its namespace, and says nothing of the TLS that this one asks for',
  reads: [RULE],
  check(mesh, report) {
    const rules = mesh.of(RULE);
    const wide = rules.filter((rule) => isWildcard(hostOf(rule)));
    for (const manifest of rules) {
      if (saysTls(manifest)) continue;
      const host = hostOf(manifest);
      const dropped = wide.find((other) => {
        const mode = modeOf(other);
        if (mode === undefined || mode === 'DISABLE') return false;
        // Callers speak the mesh's own mutual TLS without being told.
        if (mode === 'ISTIO_MUTUAL' && mesh.config.autoMtls) return false;
        return (
          other.namespace === manifest.namespace && hostOf(other) !== host && covers(hostOf(other), host)
        );
      });
      if (dropped === undefined) continue;
      report({
        manifest,
        path: ['spec'],
        message: `for '${host}' it takes the place of DestinationRule ${dropped.name}, and so drops the TLS mode ${modeOf(dropped) ?? ''} of it`,
        remedy: 'repeat trafficPolicy.tls here',
      });
    }
  },
};

function hostOf({ spec, namespace }: Manifest): string {
  return qualifiedHost(textOf(spec['host']) ?? '', namespace);
}

function modeOf({ spec }: Manifest): string | undefined {
  return textOf(objectOf(objectOf(spec['trafficPolicy'])['tls'])['mode']);
}

function saysTls({ spec }: Manifest): boolean {
  const policy = objectOf(spec['trafficPolicy']);
  return (
    policy['tls'] !== undefined || objectsOf(policy['portLevelSettings']).some(({ tls }) => tls !== undefined)
  );
}
