import { aroundPolicyValue } from './boundary-values';
import type { Aspect, Probe, TokenIssuer } from './probe';
import type { Manifest } from '../mesh/manifest';
import type { JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** Fields of an operation, and what of a request they look at. */
const OPERATION: readonly (readonly [string, Aspect])[] = [
  ['paths', 'path'],
  ['methods', 'method'],
  ['hosts', 'authority'],
];

type Asked = readonly (readonly [Aspect, readonly (string | null)[]])[];

/**
 * The probes of an AuthorizationPolicy: one for each operation of each rule, together with what the rule asks of
 * tokens and headers. Who calls is no matter of the request, but of where it comes from.
 */
export function probesOfPolicy({ spec }: Manifest): readonly Probe[] {
  return objectsOf(spec['rules']).flatMap((rule) => {
    const conditions = objectsOf(rule['when']).flatMap(condition);
    const sources = objectsOf(rule['from']).flatMap(({ source }) => requestPrincipals(objectOf(source)));
    const operations = objectsOf(rule['to']).map(({ operation }) => asked(objectOf(operation)));
    return (operations.length === 0 ? [[]] : operations).map(
      (operation) => new Map([...operation, ...sources, ...conditions]),
    );
  });
}

/** Who issues the tokens that a RequestAuthentication takes. */
export function issuersOf({ spec }: Manifest): readonly TokenIssuer[] {
  return objectsOf(spec['jwtRules']).map((rule) => {
    const [place] = objectsOf(rule['fromHeaders']);
    return {
      name: textOf(rule['issuer']) ?? '',
      audience: textsOf(rule['audiences'])[0],
      header: textOf(place?.['name']) ?? 'Authorization',
      prefix: place === undefined ? 'Bearer ' : (textOf(place['prefix']) ?? ''),
    };
  });
}

/** Tokens: a good one, one of an issuer that nobody knows, none. */
export const tokenProbe: Probe = new Map([
  ['claim sub', ['somebody', null]],
  ['claim iss', [null, 'https://stranger.example']],
]);

function asked(operation: JsonObject): Asked {
  return OPERATION.flatMap(([field, aspect]) => {
    const not = `not${field.charAt(0).toUpperCase()}${field.slice(1)}`;
    const values = [...textsOf(operation[field]), ...textsOf(operation[not])].flatMap(aroundPolicyValue);
    return values.length === 0 ? [] : [[aspect, [...new Set(values)]] as const];
  });
}

function condition({ key, values, notValues }: JsonObject): Asked {
  const aspect = aspectOf(textOf(key) ?? '');
  if (aspect === undefined) return [];
  const around = [...textsOf(values), ...textsOf(notValues)].flatMap(aroundPolicyValue);
  return [[aspect, [...new Set(around), null]]];
}

function aspectOf(key: string): Aspect | undefined {
  const header = /^request\.headers\[(.+)\]$/.exec(key)?.[1];
  if (header !== undefined) return `header ${header}`;
  const claim = /^request\.auth\.claims\[(.+)\]$/.exec(key)?.[1];
  if (claim !== undefined) return `claim ${claim}`;
  if (key === 'request.auth.audiences') return 'claim aud';
  return key === 'request.auth.presenter' ? 'claim azp' : undefined;
}

function requestPrincipals(source: JsonObject): Asked {
  const values = [...textsOf(source['requestPrincipals']), ...textsOf(source['notRequestPrincipals'])];
  if (values.length === 0) return [];
  const subjects = values.map((value) => value.slice(value.lastIndexOf('/') + 1).replaceAll('*', 'any'));
  return [['claim sub', [...subjects, 'stranger', null]]];
}
