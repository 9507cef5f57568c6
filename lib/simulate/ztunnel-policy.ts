import type { Manifest } from '../mesh/manifest';
import type { JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** What of a request ztunnel does not see. */
const HTTP_FIELDS = [
  'hosts',
  'notHosts',
  'methods',
  'notMethods',
  'paths',
  'notPaths',
  'remoteIpBlocks',
  'notRemoteIpBlocks',
  'requestPrincipals',
  'notRequestPrincipals',
];
const SEEN_KEYS = ['source.ip', 'source.namespace', 'source.principal', 'destination.ip', 'destination.port'];

/** Whether ztunnel carries out a policy at all. */
export function isReadByZtunnel({ spec }: Manifest): boolean {
  return ['ALLOW', 'DENY'].includes(textOf(spec['action']) ?? 'ALLOW');
}

/** Whether a policy asks for what ztunnel does not see. */
export function asksForHttp({ spec }: Manifest): boolean {
  return objectsOf(spec['rules']).some(ruleAsksForHttp);
}

/**
 * A rule as ztunnel reads it, which sees connections and no requests. It errs on the safe side: a rule of an ALLOW policy
 * that asks for HTTP lets nobody in, and one of a DENY policy denies whatever the request is.
 *
 * @returns undefined for a rule that never holds
 * @see https://istio.io/latest/docs/ambient/usage/l4-policy/
 */
export function readByZtunnel(rule: JsonObject, action: string): JsonObject | undefined {
  if (!ruleAsksForHttp(rule)) return rule;
  if (action === 'ALLOW') return undefined;
  return {
    from: objectsOf(rule['from']).map(({ source }) => ({ source: withoutHttp(objectOf(source)) })),
    to: objectsOf(rule['to']).map(({ operation }) => ({ operation: withoutHttp(objectOf(operation)) })),
    when: objectsOf(rule['when']).filter(isSeen),
  };
}

function ruleAsksForHttp(rule: JsonObject): boolean {
  const parts = [
    ...objectsOf(rule['from']).map(({ source }) => objectOf(source)),
    ...objectsOf(rule['to']).map(({ operation }) => objectOf(operation)),
  ];
  return (
    parts.some((part) => HTTP_FIELDS.some((field) => textsOf(part[field]).length > 0)) ||
    objectsOf(rule['when']).some((condition) => !isSeen(condition))
  );
}

function withoutHttp(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !HTTP_FIELDS.includes(field)));
}

function isSeen({ key }: JsonObject): boolean {
  return SEEN_KEYS.includes(textOf(key) ?? '');
}
