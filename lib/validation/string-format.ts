import { isIPv4, isIPv6 } from 'node:net';
import { goDuration } from './go-duration';
import { isCidr } from './network-address';
import { parseUrl } from './parsed-url';

/** The formats that the API server checks texts for; it ignores others. */
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  byte: (text) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
  cidr: isCidr,
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  'date-time': (text) =>
    /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/.test(text) &&
    !Number.isNaN(Date.parse(text)),
  duration: (text) => goDuration(text) !== undefined,
  ipv4: isIPv4,
  ipv6: isIPv6,
  uri: (text) => typeof parseUrl(text) !== 'string',
};

/** Whether a text is of a format; true for formats that nobody checks. */
export function isOfFormat(text: string, format: string): boolean {
  return !Object.hasOwn(formats, format) || (formats[format]?.(text) ?? true);
}
