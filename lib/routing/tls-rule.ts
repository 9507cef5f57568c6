import type { IConstruct } from 'constructs';
import { isIP } from 'node:net';
import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { and } from '../values/conditions';
import { when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { checkSource, sourceTree, type ConnectionSource } from './connection-source';
import { destinationsPresence, destinationTree, type Destination } from './destination';
import { checkNoHeaders, checkWeights } from './destinations-check';
import { coversHost, isHost, literalHosts, type Hosts } from './hosts';
import { checkAddressRange } from './name-check';

/** Conditions on a connection, all of which must hold. */
export interface TcpMatch extends ConnectionSource {
  /** Addresses that are asked for, or ranges of them. @default - any */
  readonly destinationSubnets?: readonly Deferred<string>[];
}

/** Conditions on a connection of TLS, all of which must hold. */
export interface TlsMatch extends TcpMatch {
  /** Names that are asked for (SNI), each within the VirtualService's hosts. */
  readonly sniHosts: readonly Deferred<string>[];
}

/** What is done with connections. */
export interface TcpRule {
  /** Connections that the rule takes: one of these must match. @default - all connections */
  readonly matches?: readonly TcpMatch[];
  /** Where to: one destination, or several with weights that add up to 100. */
  readonly to: readonly Destination[];
  /** The rule is there only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

/** What is done with connections of TLS that a proxy does not end. */
export interface TlsRule extends TcpRule {
  /** Connections that the rule takes: one of these must match. */
  readonly matches: readonly TlsMatch[];
}

/**
 * A rule as an entry of a VirtualService's `tls` or `tcp`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
 */
export function connectionRuleTree(rule: TcpRule | TlsRule, scope: IConstruct): Tree | undefined {
  const presence = destinationsPresence(rule.to, scope);
  const matches = rule.matches ?? [];
  return when<Tree>(and(rule.when ?? true, presence.any), {
    match: matches.length === 0 ? undefined : matches.map(matchTree),
    route: rule.to.map((destination, index) =>
      when<Tree>(presence.each[index], {
        destination: destinationTree(destination),
        weight: destination.weight,
      }),
    ),
  });
}

function matchTree(match: TcpMatch | TlsMatch): Tree {
  return {
    sniHosts: 'sniHosts' in match ? match.sniHosts : undefined,
    destinationSubnets: match.destinationSubnets,
    ...sourceTree(match),
  };
}

/** @throws ConfigError `destinations`, `constraint-violated`, `ip-address`, `port`, `labels` */
export function checkTcpRule(scope: IConstruct, rule: TcpRule): void {
  checkWeights(scope, rule.to);
  checkNoHeaders(scope, rule.to);
  for (const match of rule.matches ?? []) {
    checkSource(scope, match);
    for (const subnet of match.destinationSubnets ?? [])
      checkAddressRange('destinationSubnets', subnet, scope);
  }
}

/** @throws ConfigError `sni-hosts` when there is none, or one lies outside of the VirtualService's hosts */
export function checkTlsRule(scope: IConstruct, rule: TlsRule, hosts: Hosts): void {
  checkTcpRule(scope, rule);
  const refuse = (found: string, expected: string) => {
    throw new ConfigError('sni-hosts', scope, `'sniHosts' ${found}, expected ${expected}`);
  };
  if (rule.matches.length === 0)
    refuse('is missing: no match', 'at least one match with the names that are asked for');
  const known = literalHosts(hosts);
  const all = !isDeferral(hosts) && known.length === hosts.length;
  for (const { sniHosts } of rule.matches) {
    if (sniHosts.length === 0) refuse('is empty', 'at least one name that is asked for');
    for (const sni of sniHosts) {
      if (isDeferral(sni) || isIP(sni)) continue;
      if (!isHost(sni)) refuse(`holds '${sni}'`, "a DNS name in lower case or '*.example.com'");
      if (all && !known.some((host) => coversHost(host, sni))) {
        refuse(`holds '${sni}'`, `a name within the hosts ${known.join(', ')}; add it to 'hosts'`);
      }
    }
  }
}
