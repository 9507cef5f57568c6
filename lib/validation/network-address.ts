import { isIP } from 'node:net';

/** Where an address of an endpoint is a socket in the file system. */
export const unixPrefix = 'unix://';

/** Whether a text is an IPv4 or IPv6 address. */
export function isIpAddress(text: string): boolean {
  return isIP(text) !== 0;
}

/** Whether a text is an address and the length of a prefix: `10.0.0.0/8`. */
export function isCidr(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  const version = isIP(address);
  if (more.length > 0 || version === 0 || address.includes('%')) return false;
  return /^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

/** What is wrong with a list's address or block of addresses; undefined if nothing is. */
export function addressBlockMistake(text: string): string | undefined {
  if (text.includes('/'))
    return isCidr(text) ? undefined : `'${text}' is no block of addresses such as 10.0.0.0/8`;
  return addressMistake(text);
}

/** What is wrong with an IP address; undefined if nothing is. */
export function addressMistake(text: string): string | undefined {
  return isIpAddress(text) ? undefined : `'${text}' is no IP address`;
}

/** What is wrong with the path of a socket behind `unix://`; a name that starts with @ is an abstract socket. */
export function socketMistake(address: string): string | undefined {
  const path = address.slice(unixPrefix.length);
  if (path.startsWith('@') || (path.startsWith('/') && !path.endsWith('/'))) return undefined;
  return `'${address}' is no socket: behind ${unixPrefix} comes the absolute path of a file, or @ and a name`;
}
