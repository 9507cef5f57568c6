import type { IConstruct } from 'constructs';
import { isIP } from 'node:net';
import type { Labels } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import { isDeferral } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkLiteral } from './literal-check';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** A DNS name of one or more labels, in lower case; the last one is no number, as in half an IP address. */
export function isDnsName(text: string): boolean {
  return (
    text.length <= 253 && text.split('.').every((label) => LABEL.test(label)) && !/(^|\.)\d+$/.test(text)
  );
}

/** An address of IPv4 or IPv6, or with `/` and a length a range of them. */
function isAddressRange(text: string): boolean {
  const [address = '', length, ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] as number;
  if (length === undefined) return bits > 0;
  return rest.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= bits;
}

/** Refuses what is no name of a port, subset or namespace: a DNS label. */
export function checkDnsLabel(
  property: string,
  name: Deferred<string> | undefined,
  scope?: IConstruct,
): void {
  checkLiteral(name, (text) => LABEL.test(text), {
    code: 'name',
    property,
    expected: '1 to 63 lower-case letters, digits and hyphens, the first and last no hyphen',
    remedy: "write it like 'http-api'",
    scope,
  });
}

/** Refuses what is no fully written DNS name. */
export function checkDnsName(property: string, name: Deferred<string> | undefined, scope?: IConstruct): void {
  checkLiteral(name, isDnsName, {
    code: 'host-name',
    property,
    expected: 'a DNS name in lower case without scheme, port, path and wildcard',
    remedy: "write it like 'api.example.com'",
    scope,
  });
}

/** Refuses what is no address of IPv4 or IPv6. */
export function checkIpAddress(
  property: string,
  text: Deferred<string> | undefined,
  scope?: IConstruct,
): void {
  checkLiteral(text, (address) => isIP(address) !== 0, {
    code: 'ip-address',
    property,
    expected: 'an address of IPv4 or IPv6',
    remedy: "write it like '10.0.0.50'",
    scope,
  });
}

/** Refuses what is neither an address nor a range of them. */
export function checkAddressRange(
  property: string,
  text: Deferred<string> | undefined,
  scope?: IConstruct,
): void {
  checkLiteral(text, isAddressRange, {
    code: 'ip-address',
    property,
    expected: 'an address of IPv4 or IPv6, or a range in CIDR notation',
    remedy: "write it like '10.0.0.0/16'",
    scope,
  });
}

const LABEL_KEY = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?)?$/;

/** Refuses labels that no pod can have; a selector takes no wildcards. */
export function checkLabels(property: string, labels: Labels | undefined, scope?: IConstruct): void {
  if (labels === undefined || isDeferral(labels)) return;
  for (const [key, value] of Object.entries(labels)) {
    if (LABEL_KEY.test(key) && (isDeferral(value) || LABEL_VALUE.test(value))) continue;
    throw new ConfigError(
      'labels',
      scope,
      `'${property}' holds '${key}: ${isDeferral(value) ? '…' : value}', expected a label of Kubernetes without wildcards; write it like 'app: orders'`,
    );
  }
}
