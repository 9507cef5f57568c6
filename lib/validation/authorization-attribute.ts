import { nearestName } from '../vocabulary/nearest-name';
import type { Field } from './field';
import { addressBlockMistake } from './network-address';

/** Attributes that are compared as they are. */
const plain = [
  'source.namespace',
  'source.principal',
  'source.trustDomain',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'connection.sni',
];
const addresses = ['source.ip', 'remote.ip', 'destination.ip'];
/** Attributes with a key in brackets. */
const maps = [
  'request.headers',
  'request.experimental.inline.headers',
  'request.auth.claims',
  'experimental.envoy.filters.',
];
const replaced: Readonly<Record<string, string>> = {
  'destination.namespace': 'the namespace of the policy',
  'destination.labels': 'the selector of the policy',
  'destination.name': 'the selector of the policy',
  'destination.user': 'the selector of the policy',
};
const mostAccounts = 16;
const longestAccount = 320;

/**
 * Validates a condition on an attribute of the connection or the request.
 *
 * @see https://istio.io/latest/docs/reference/config/security/conditions/
 */
export function validateAttribute(key: Field, lists: readonly Field[]): void {
  const attribute = key.text;
  const values = lists.flatMap((list) => list.items);
  for (const value of values) if (value.text === '') value.error('is empty, expected a text');
  if (maps.some((name) => attribute.startsWith(name))) {
    if (!/^[^[]+\[.+\]$/s.test(attribute)) key.error(`'${attribute}' lacks its key in brackets: NAME[KEY]`);
  } else if (addresses.includes(attribute)) {
    for (const value of values) if (value.text !== '') value.refuse(addressBlockMistake(value.text));
  } else if (attribute === 'destination.port') {
    for (const value of values) {
      if (!/^\d+$/.test(value.text) || Number(value.text) > 65535) value.error(`'${value.text}' is no port`);
    }
  } else if (attribute === 'source.serviceAccount') {
    for (const list of lists) validateServiceAccounts(list);
  } else if (!plain.includes(attribute)) {
    key.error(unknownAttribute(attribute));
  }
}

function unknownAttribute(attribute: string): string {
  const old = Object.keys(replaced).find((name) => attribute.startsWith(name));
  if (old !== undefined) return `'${attribute}' is no attribute any more; use ${String(replaced[old])}`;
  const near = nearestName(attribute, [
    ...plain,
    ...addresses,
    ...maps,
    'destination.port',
    'source.serviceAccount',
  ]);
  return `'${attribute}' is no attribute${near === undefined ? '' : `; did you mean ${near}?`}`;
}

/** Validates service accounts, each `name` or `namespace/name`, without wildcards. */
export function validateServiceAccounts(accounts: Field): void {
  if (accounts.items.length > mostAccounts) {
    accounts.error(`has ${accounts.items.length} elements, expected at most ${mostAccounts}`);
    return;
  }
  for (const account of accounts.items) {
    const { text } = account;
    const parts = text.split('/');
    if (text.includes('*')) account.error(`'${text}' has a wildcard, which no service account may have`);
    else if (parts.length > 2 || parts.includes(''))
      account.error(`is '${text}', expected NAME or NAMESPACE/NAME`);
    else if (text.length > longestAccount)
      account.error(`has ${text.length} characters, expected at most 320`);
  }
}
