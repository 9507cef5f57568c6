import type { Field } from './field';
import { isAuthority } from './header-name';
import { headerValueMistake } from './header-value';

/** Validates what a route does to the headers of requests and responses. */
export function validateHeaderOperations(headers: Field): void {
  for (const operation of ['add', 'set']) {
    for (const [name, value] of headers.at('request', operation).entries) {
      value.refuse(isAuthority(name) ? undefined : changedNameMistake(name));
      value.refuse(headerValueMistake(value.text));
    }
    for (const [name, value] of headers.at('response', operation).entries) {
      value.refuse(changedNameMistake(name));
      value.refuse(headerValueMistake(value.text));
    }
  }
  for (const removed of [
    ...headers.at('request', 'remove').items,
    ...headers.at('response', 'remove').items,
  ]) {
    removed.refuse(changedNameMistake(removed.text));
  }
}

function changedNameMistake(name: string): string | undefined {
  if (name === '') return 'has an empty name, expected the name of a header';
  if (!name.startsWith(':') && !isAuthority(name)) return undefined;
  return `'${name}' cannot be changed here; only a request's set and add may rewrite the authority`;
}
