import { validateDuration } from './duration-validation';
import type { Field } from './field';
import { strictHeaderNameMistake } from './header-name';
import { parseUrl } from './parsed-url';
import { validatePolicyTarget } from './policy-target-validation';
import type { ValidatedObject } from './validated-object';

/**
 * Says what istiod refuses in a RequestAuthentication, or warns of.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
export function validateRequestAuthentication({ spec }: ValidatedObject): void {
  validatePolicyTarget(spec);
  for (const rule of spec.at('jwtRules').items) if (rule.isSet) validateJwtRule(rule);
}

function validateJwtRule(rule: Field): void {
  const uri = [rule.at('jwksUri'), rule.at('jwks_uri')].find((field) => field.text !== '');
  if (rule.at('issuer').text === '' && uri === undefined)
    rule.error('has neither issuer nor jwksUri; set one');
  for (const list of ['audiences', 'fromParams', 'fromCookies']) {
    for (const item of rule.at(list).items) if (item.text === '') item.error('is empty, expected a text');
  }
  uri?.refuse(keysUriMistake(uri.text));
  validateKeys(rule.at('jwks'));
  for (const header of rule.at('fromHeaders').elements) {
    if (header.at('name').text === '') header.at('name').error('is empty, expected the name of a header');
  }
  for (const output of rule.at('outputClaimToHeaders').elements) {
    const [claim, header] = [output.at('claim'), output.at('header')];
    if (claim.text === '' || header.text === '')
      output.error('needs both claim and header, neither of them empty');
    else header.refuse(strictHeaderNameMistake(header.text));
  }
  validateDuration(rule.at('timeout'));
}

function keysUriMistake(uri: string): string | undefined {
  const url = parseUrl(uri);
  if (typeof url === 'string') return `'${uri}' is no URL: ${url}`;
  return /^https?$/.test(url.scheme)
    ? undefined
    : `'${uri}' has scheme '${url.scheme}', expected http or https`;
}

/** The keys themselves, as a JSON document. */
function validateKeys(jwks: Field): void {
  if (jwks.text === '') return;
  let keys: unknown;
  try {
    keys = JSON.parse(jwks.text);
  } catch {
    jwks.error('is no JSON, expected a set of keys: {"keys": [{"kty": "RSA", …}]}');
    return;
  }
  const list: unknown = typeof keys === 'object' && keys !== null && 'keys' in keys ? keys.keys : [keys];
  const types = ['RSA', 'EC', 'OKP', 'oct'];
  const isSet =
    Array.isArray(list) && list.every((key) => types.includes((key as { kty?: string } | null)?.kty ?? ''));
  if (!isSet) jwks.error(`has a key whose type (kty) is none of ${types.join(', ')}`);
}
