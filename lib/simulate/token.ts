import type { PreparedRequest } from './prepared-request';
import type { Manifest } from '../mesh/manifest';
import { isJsonObject, type JsonObject } from '../vocabulary/json';
import { objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** What a server makes of the tokens of a request. */
export type TokenVerdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'accepted'; readonly claims: JsonObject }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * What RequestAuthentications say of a request: without a token it passes, with one of an issuer that they do not know
 * it is refused with 401. That a token is signed and not expired is taken for granted, as nobody here has the keys.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
export function tokenVerdict(policies: readonly Manifest[], request: PreparedRequest): TokenVerdict {
  const rules = policies.flatMap(({ spec }) => objectsOf(spec['jwtRules']));
  const found = rules.flatMap((rule) => tokensOf(rule, request).map((token) => ({ rule, token })));
  if (found.length === 0) return { kind: 'none' };
  const reasons: string[] = [];
  for (const { rule, token } of found) {
    const claims = claimsOf(token);
    if (claims === undefined) reasons.push('the token is no JWT');
    else if (claims['iss'] !== rule['issuer'])
      reasons.push(`the token's issuer is ${textOf(claims['iss']) ?? 'absent'}`);
    else if (!isForAudience(rule, claims)) reasons.push('the token is for another audience');
    else return { kind: 'accepted', claims };
  }
  return { kind: 'refused', reason: reasons.at(-1) ?? '' };
}

/** The tokens at the places that a rule names; without any, in the header Authorization or the parameter access_token. */
function tokensOf(rule: JsonObject, request: PreparedRequest): readonly string[] {
  const headers = objectsOf(rule['fromHeaders']);
  const parameters = textsOf(rule['fromParams']);
  const standard = headers.length === 0 && parameters.length === 0;
  const places = standard ? [{ name: 'authorization', prefix: 'Bearer ' }] : headers;
  const fromHeaders = places.map(({ name, prefix }) => {
    const value = request.headers[(textOf(name) ?? '').toLowerCase()];
    const start = textOf(prefix) ?? '';
    return value?.startsWith(start) ? value.slice(start.length) : undefined;
  });
  const fromParameters = (standard ? ['access_token'] : parameters).map((name) => request.parameter(name));
  return [...fromHeaders, ...fromParameters].filter((token) => token !== undefined);
}

function claimsOf(token: string): JsonObject | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isJsonObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

function isForAudience(rule: JsonObject, claims: JsonObject): boolean {
  const wanted = textsOf(rule['audiences']);
  const audience = claims['aud'];
  const given = typeof audience === 'string' ? [audience] : textsOf(audience);
  return wanted.length === 0 || wanted.some((one) => given.includes(one));
}
