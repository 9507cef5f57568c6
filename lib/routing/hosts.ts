import type { IConstruct } from 'constructs';
import type { ChartValue, Deferred } from '../values/chart-value';
import { demand } from '../values/constraint';
import { isDeferral, type Tree } from '../values/expression';
import { choose, spreadList } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';

/** Host names of requests: exact ones, `*.example.com`, or `*` for all. */
export type Hosts = ChartValue<string[]> | readonly Deferred<string>[];

const HOST = /^(\*|(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$/;

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
    if (HOST.test(host)) continue;
    throw new ConfigError(
      'hosts',
      scope,
      `'hosts' holds '${host}', expected a DNS name in lower case without port and path, '*.example.com' or '*'`,
    );
  }
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
