import type { IConstruct } from 'constructs';
import { isDeferral } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import type { AuthorizationAction } from './authorization-action';
import {
  checkAddresses,
  checkEntries,
  checkPorts,
  refuseEach,
  type Patterns,
} from './authorization-patterns';
import type { AuthorizationOperation, AuthorizationRule, AuthorizationSource } from './authorization-rule';

/** Fields of a source that the external service of a CUSTOM policy is not told of in time. */
const NOT_WITH_CUSTOM =
  /^(callers|(not)?(principals|requestPrincipals|namespaces|serviceAccounts|trustDomains))$/i;
const KEYS_NOT_WITH_CUSTOM = /^(source\.namespace|source\.principal|request\.auth\.)/;

/** Fields that may not stand beside `serviceAccounts`. */
const IDENTITIES = ['callers', 'principals', 'notPrincipals', 'namespaces', 'notNamespaces'] as const;

/**
 * Refuses rules that istiod refuses, that match everything by mistake, or that never match.
 *
 * @throws ConfigError `authorization-rules`, `authorization-condition`
 */
export function checkAuthorizationRule(
  rule: AuthorizationRule,
  action: AuthorizationAction,
  scope: IConstruct,
): void {
  for (const part of ['from', 'to', 'when'] as const) {
    if (rule[part]?.length !== 0) continue;
    throw refused(scope, `'${part}' of a rule is empty; say what it must match, or leave it out`);
  }
  for (const source of rule.from ?? []) checkSource(source, scope);
  for (const operation of rule.to ?? []) checkOperation(operation, scope);
  for (const condition of rule.when ?? []) condition._check(scope);
  if (action._name === 'CUSTOM') checkForCustom(rule, scope);
}

function checkSource(source: AuthorizationSource, scope: IConstruct): void {
  for (const [name, list] of given(source, 'from', scope)) {
    const place = `'${name}' in 'from' of a rule`;
    if (/ipblocks$/i.test(name)) checkAddresses(scope, place, list);
    else checkEntries(scope, place, list);
    if (/^(not)?principals$/i.test(name)) {
      const expected = '<trust domain>/ns/<namespace>/sa/<service account>, or a part of it with *';
      refuseEach(scope, place, list, (text) => /[/*]/.test(text), expected);
    }
    if (/serviceaccounts$/i.test(name)) checkServiceAccounts(scope, place, list, source);
  }
}

function checkServiceAccounts(
  scope: IConstruct,
  place: string,
  list: Patterns,
  source: AuthorizationSource,
): void {
  const expected = '<namespace>/<service account> or <service account>, without wildcards';
  refuseEach(
    scope,
    place,
    list,
    (text) => /^([a-z0-9][-a-z0-9]*\/)?[a-z0-9][-.a-z0-9]*$/.test(text),
    expected,
  );
  if (!isDeferral(list) && list.length > 16) {
    throw refused(
      scope,
      `${place} holds ${list.length} entries, expected 16 at most; use principals instead`,
    );
  }
  const beside = IDENTITIES.find((name) => source[name] !== undefined);
  if (beside === undefined) return;
  throw refused(
    scope,
    `${place} stands beside '${beside}'; give each a source of its own, or use principals`,
  );
}

function checkOperation(operation: AuthorizationOperation, scope: IConstruct): void {
  for (const [name, list] of given(operation, 'to', scope)) {
    const place = `'${name}' in 'to' of a rule`;
    if (/ports$/i.test(name)) {
      checkPorts(scope, place, list);
      continue;
    }
    checkEntries(scope, place, list);
    if (/methods$/i.test(name)) {
      refuseEach(scope, place, list, (text) => text === text.toUpperCase(), 'a method in capital letters');
    }
    if (/paths$/i.test(name)) {
      refuseEach(
        scope,
        place,
        list,
        isPathPattern,
        "a path that begins with '/' or '*', where {*} and {**} are whole segments and stand beside no other wildcard",
      );
    }
  }
}

/** Istio takes `{*}` and `{**}` as segments, `*` at an end, and not both. */
function isPathPattern(path: string): boolean {
  if (!/^[/*]/.test(path)) return false;
  if (!path.includes('{*}') && !path.includes('{**}')) return true;
  const segments = path.split('/').slice(1);
  return segments.every((segment) => /^(\{\*\*?\}|[^*{}]*)$/.test(segment)) && path.startsWith('/');
}

function checkForCustom({ from = [], when = [] }: AuthorizationRule, scope: IConstruct): void {
  const field = from.flatMap((source) => Object.keys(source)).find((name) => NOT_WITH_CUSTOM.test(name));
  const key = when.map(({ _key }) => _key).find((key) => KEYS_NOT_WITH_CUSTOM.test(key));
  const found = field === undefined ? key : `'${field}'`;
  if (found === undefined) return;
  throw refused(
    scope,
    `a rule with the action CUSTOM matches on ${found}, which Istio does not support; match on addresses, ports, hosts, methods, paths or headers, and leave identities to a policy of its own`,
  );
}

/** The lists that are given; the mistake of none at all would match everything. */
function given(
  lists: AuthorizationSource | AuthorizationOperation,
  part: 'from' | 'to',
  scope: IConstruct,
): [name: string, list: Patterns][] {
  const entries = Object.entries(lists).filter(([, list]) => list !== undefined);
  if (entries.length === 0) {
    throw refused(scope, `'${part}' of a rule is empty; say what it must match, or leave it out`);
  }
  for (const [name, list] of entries) {
    if (name === 'callers' && (list as unknown[]).length === 0)
      checkEntries(scope, `'callers' in 'from' of a rule`, []);
  }
  return entries.filter(([name]) => name !== 'callers') as [string, Patterns][];
}

function refused(scope: IConstruct, message: string): ConfigError {
  return new ConfigError('authorization-rules', scope, message);
}
