import { isIpAddress } from './network-address';

const label = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const labelPattern = new RegExp(`^${label}$`);
const wildcardLabelPattern = new RegExp(`^(\\*|(\\*|\\*-)?${label})$`);
const mostOfLabel = 63;
const mostOfName = 255;

/** Whether a text is one label of a DNS name, as Istio reads it: either case, at most 63 characters. */
export function isDnsLabel(text: string): boolean {
  return text.length <= mostOfLabel && labelPattern.test(text);
}

/** What is wrong with a fully qualified domain name; undefined if nothing is. */
export function domainMistake(name: string): string | undefined {
  return lengthMistake(name) ?? labelsMistake(name);
}

/** The same for a name whose first label may be, or start with, a wildcard: `*`, `*.shop.com`, `*-dev.shop.com`. */
export function wildcardDomainMistake(name: string): string | undefined {
  const mistake = lengthMistake(name);
  if (mistake !== undefined) return mistake;
  const dot = name.indexOf('.');
  const first = dot < 0 ? name : name.slice(0, dot);
  if (first.length > mostOfLabel || !wildcardLabelPattern.test(first)) {
    return `'${name}' is no domain name: '${first}' is no label; a wildcard stands in front, as in *.example.com`;
  }
  return dot < 0 ? undefined : labelsMistake(name.slice(dot + 1));
}

/** The same for the host of a VirtualService behind a gateway that passes TLS on by generated names. */
export function gatewayDomainMistake(name: string, routesBySni: boolean): string | undefined {
  if (routesBySni && name.startsWith('outbound_.')) {
    return /outbound_.[0-8]/.test(name)
      ? undefined
      : `'${name}' is no generated name such as outbound_.80_._.a.b`;
  }
  return wildcardDomainMistake(name);
}

/** The same where a wildcard must be the whole first label: `*a.example.com` is refused. */
export function partialWildcardMistake(name: string): string | undefined {
  if (!name.includes('*') || name.length === 1 || name.startsWith('*.')) return undefined;
  return `'${name}' has a wildcard for a part of a label; only a whole first label may be one: *.example.com`;
}

/** What is wrong with a host that is a name or an IP address; undefined if nothing is. */
export function domainOrAddressMistake(host: string): string | undefined {
  return isIpAddress(host) || domainMistake(host) === undefined
    ? undefined
    : `'${host}' is neither a domain name nor an IP address`;
}

function lengthMistake(name: string): string | undefined {
  if (name === '') return 'is empty, expected a domain name';
  return name.length > mostOfName
    ? `has ${name.length} characters, a domain name at most ${mostOfName}`
    : undefined;
}

function labelsMistake(name: string): string | undefined {
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  if (/^[+-]?\d+$/.test(last)) return `'${name}' is no domain name: its last label is a number`;
  if (last === '') labels.pop(); // the dot that ends an unambiguous name
  const wrong = labels.find((one) => !isDnsLabel(one));
  return wrong === undefined ? undefined : `'${name}' is no domain name: '${wrong}' is no label of one`;
}
