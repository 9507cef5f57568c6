import { validateDuration } from './duration-validation';
import type { Field } from './field';
import { goDuration, second } from './go-duration';
import { headerNameMistake } from './header-name';
import { validateRegexMatch } from './string-match-validation';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*'];

/** Validates what browsers on other origins may ask for. */
export function validateCorsPolicy(policy: Field): void {
  for (const origin of policy.at('allowOrigins').items) {
    if (['exact', 'prefix', 'regex'].every((way) => origin.at(way).text === '')) {
      origin.error('matches no origin, expected exact, prefix or regex with a text');
    } else validateRegexMatch(origin);
  }
  for (const method of policy.at('allowMethods').items) {
    if (!methods.includes(method.text))
      method.error(`'${method.text}' is no method, expected ${methods.join(', ')}`);
  }
  for (const header of [...policy.at('allowHeaders').items, ...policy.at('exposeHeaders').items]) {
    if (header.text !== '*') header.refuse(headerNameMistake(header.text));
  }
  const maxAge = policy.at('maxAge');
  validateDuration(maxAge);
  if ((goDuration(maxAge.text) ?? 0) % second > 0) maxAge.error(`is ${maxAge.text}, expected whole seconds`);
}
