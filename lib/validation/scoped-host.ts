import { isDnsLabel, partialWildcardMistake, wildcardDomainMistake } from './dns-name';
import type { Field } from './field';
import { isIpAddress } from './network-address';

/** Validates a host with a namespace in front, as a Sidecar's egress imports it: `shop/*` or `./api.shop.com`. */
export function validateImportedHost(field: Field): void {
  const [namespace, host] = splitHost(field.text);
  if (namespace === undefined) {
    field.error(`is '${field.text}', expected namespace/host, such as ./* or */api.example.com`);
    return;
  }
  validateParts(field, namespace, host, ['*', '.', '~']);
  field.refuse(shortNameMistake(host) ?? wildcardDomainMistake(host) ?? partialWildcardMistake(host));
}

/** Validates a host that a Gateway serves; the namespace in front of it is optional, and it may be an address. */
export function validateServedHost(field: Field): void {
  const [namespace, host] = splitHost(field.text);
  if (namespace !== undefined) validateParts(field, namespace, host, ['*', '.']);
  const domain = isIpAddress(host) ? undefined : wildcardDomainMistake(host);
  field.refuse(shortNameMistake(host) ?? domain ?? partialWildcardMistake(host));
}

function splitHost(text: string): [string | undefined, string] {
  const slash = text.indexOf('/');
  return slash < 0 ? [undefined, text] : [text.slice(0, slash), text.slice(slash + 1)];
}

function validateParts(field: Field, namespace: string, host: string, wildcards: readonly string[]): void {
  if (namespace === '' || host === '') {
    field.error(`is '${field.text}', expected both a namespace and a host around the slash`);
  } else if (!wildcards.includes(namespace) && !isDnsLabel(namespace)) {
    field.error(`'${namespace}' is no namespace, expected a name or one of ${wildcards.join(' ')}`);
  }
}

function shortNameMistake(host: string): string | undefined {
  return host === '*' || host.includes('.') || isIpAddress(host)
    ? undefined
    : `'${host}' is a short name, expected a fully qualified one, such as ${host || 'web'}.shop.svc.cluster.local`;
}
