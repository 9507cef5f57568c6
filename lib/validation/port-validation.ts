import { isDnsLabel } from './dns-name';
import type { Field } from './field';

/** The protocols that Istio's APIs name ports by, in any case of letters. */
const protocols = [
  'TCP',
  'UDP',
  'GRPC',
  'GRPC-WEB',
  'HTTP',
  'HTTP_PROXY',
  'HTTP2',
  'HTTPS',
  'TLS',
  'MONGO',
  'REDIS',
];
const known = new Set([...protocols, 'MYSQL', 'HBONE', 'DOUBLE-HBONE']);

/** Validates that a port's number is one. */
export function validatePortNumber(field: Field): void {
  const { number } = field;
  if (number < 1 || number > 65535) field.error(`is port ${number}, expected 1 to 65535`);
}

/** Validates a port's name. */
export function validatePortName(field: Field, name = field.text): void {
  if (!isDnsLabel(name)) field.error(`'${name}' is no name of a port, expected a DNS label such as http-web`);
}

/** Validates a port's protocol; left out, the proxy finds it out from the traffic. */
export function validateProtocol(field: Field): void {
  if (field.text === '' || isKnownProtocol(field.text)) return;
  field.error(`'${field.text}' is no protocol, expected one of ${protocols.join(', ')}`);
}

/** Whether Istio knows the protocol. */
export function isKnownProtocol(protocol: string): boolean {
  return known.has(protocol.toUpperCase());
}

/** Whether the proxy reads requests on such a port. */
export function isHttp(protocol: string): boolean {
  return /^(http|http2|http_proxy|grpc|grpc-web)$/i.test(protocol);
}

/** Whether connections to such a port start with a TLS handshake. */
export function isTls(protocol: string): boolean {
  return /^(https|tls)$/i.test(protocol);
}

/** Whether the proxy routes connections to such a port by address alone. */
export function isTcp(protocol: string): boolean {
  return /^(tcp|https|tls|mongo|redis|mysql)$/i.test(protocol);
}
