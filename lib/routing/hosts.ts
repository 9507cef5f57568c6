import type { IConstruct } from 'constructs';
import type { ChartValue, Deferred } from '../values/chart-value';
import { demand } from '../values/constraint';
import { isDeferral, type Tree } from '../values/expression';
import { choose, spreadList } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';

/** Host names of requests: exact ones, `*.example.com`, or `*` for all. */
export type Hosts = ChartValue<string[]> | readonly Deferred<string>[];

const HOST = /^(\*|(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$/;

/** A DNS name, `*.example.com`, or `*`. */
export function isHost(text: string): boolean {
  return HOST.test(text) && text.length <= 253;
}

const NONE = "'hosts' is empty; name at least one host, or '*' for all of them";

/**
 * Refuses a list without hosts, and texts that are no host names.
 *
 * @throws ConfigError `hosts` with what was found
 */
export function checkHosts(scope: IConstruct, hosts: Hosts): void {
  if (isDeferral(hosts)) {
    demand(scope, choose(hosts, true, false), NONE);
    return;
  }
  if (hosts.length === 0) throw new ConfigError('hosts', scope, NONE);
  for (const host of literalHosts(hosts)) {
    if (isHost(host)) continue;
    throw new ConfigError(
      'hosts',
      scope,
      `'hosts' holds '${host}', expected a DNS name in lower case without port and path, '*.example.com' or '*'`,
    );
  }
}

/** All hosts, or names that mean the same in every namespace, since they have a dot. */
export function isQualified(host: string): boolean {
  return host === '*' || host.includes('.');
}

/** Whether every name that one host stands for is also meant by another: `*.example.com` covers `a.example.com`. */
export function coversHost(wide: string, narrow: string): boolean {
  return wide === narrow || (wide.startsWith('*') && narrow.endsWith(wide.slice(1)));
}

/**
 * Refuses hosts of which one covers another: istiod takes none of them.
 *
 * @throws ConfigError `hosts`
 */
export function checkNoOverlap(scope: IConstruct, hosts: Hosts): void {
  const known = literalHosts(hosts);
  known.forEach((host, index) => {
    const other = known.find((one, at) => at !== index && coversHost(host, one));
    if (other === undefined) return;
    throw new ConfigError(
      'hosts',
      scope,
      `'hosts' holds '${host}' and '${other}', expected hosts that do not overlap; leave out the narrower one`,
    );
  });
}

/** The hosts that are known now. */
export function literalHosts(hosts: Hosts): string[] {
  return isDeferral(hosts) ? [] : hosts.filter((host): host is string => typeof host === 'string');
}

/** The hosts of several lists as one list. */
export function joinHosts(lists: readonly Hosts[]): Hosts {
  if (lists.length === 1) return lists[0] as Hosts;
  return lists.flatMap((hosts) => spreadList(hosts as Tree)) as Deferred<string>[];
}
