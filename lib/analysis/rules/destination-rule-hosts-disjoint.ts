import { groupBy } from '../../vocabulary/group-by';
import { covers, qualifiedHost, isWildcard } from '../../vocabulary/host-name';
import type { Manifest } from '../../mesh/manifest';
import { objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';
import type { Rule } from '../rule';
import { areSeenTogether, exportedFrom } from '../seen-together';

const RULE = 'networking.istio.io/DestinationRule';

/** Of two rules for one host, one holds: which one depends on namespaces, age and how exactly the host is said. */
export const destinationRuleHostsDisjoint: Rule = {
  code: 'EVM206',
  name: 'destination-rule-hosts-disjoint',
  aliases: ['KIA0201'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'two DestinationRules for one host cannot both take effect',
  reads: [RULE],
  check(mesh, report) {
    const rules = mesh.of(RULE).filter((manifest) => !isMutualTlsForAll(manifest));
    const byHost = groupBy(rules, hostOf);
    const wild = rules.filter((manifest) => isWildcard(hostOf(manifest)));
    for (const manifest of rules) {
      const host = hostOf(manifest);
      const others = isWildcard(host) ? rules : [...(byHost.get(host) ?? []), ...wild];
      const rivals = others.filter((other) => other !== manifest && areRivals(manifest, other));
      if (rivals.length === 0) continue;
      const names = rivals.map(({ namespace, name }) => `${namespace}/${name}`).sort();
      report({
        manifest,
        path: ['spec', 'host'],
        message: `host '${host}' is also that of DestinationRule ${names.join(', ')}; a caller follows one of them`,
        remedy: 'merge them into one DestinationRule, or export them to different namespaces',
      });
    }
  },
};

function hostOf({ spec, namespace }: Manifest): string {
  return qualifiedHost(textOf(spec['host']) ?? '', namespace);
}

/** A rule for all services that turns mutual TLS on is meant to stand behind others. */
function isMutualTlsForAll(manifest: Manifest): boolean {
  const { mode } = objectOf(objectOf(manifest.spec['trafficPolicy'])['tls']);
  return isWildcard(hostOf(manifest)) && mode === 'ISTIO_MUTUAL';
}

function areRivals(one: Manifest, other: Manifest): boolean {
  if (one.spec['workloadSelector'] !== undefined || other.spec['workloadSelector'] !== undefined)
    return false;
  const hosts = [hostOf(one), hostOf(other)] as const;
  if (!covers(hosts[0], hosts[1]) && !covers(hosts[1], hosts[0])) return false;
  return areSeenTogether(exportedFrom(one), exportedFrom(other)) && shareSubset(one, other);
}

/** Rules with different subsets are merged where they lie in one namespace, and are told apart elsewhere. */
function shareSubset(one: Manifest, other: Manifest): boolean {
  const [first, second] = [subsetsOf(one), subsetsOf(other)];
  return first.length === 0 || second.length === 0 || first.some((name) => second.includes(name));
}

function subsetsOf({ spec }: Manifest): readonly string[] {
  return objectsOf(spec['subsets']).map((subset) => textOf(subset['name']) ?? '');
}
