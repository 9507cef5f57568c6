/** The parts of a URL that rules ask for. */
export interface ParsedUrl {
  readonly scheme: string;
  /** Name and port, as they stand in the URL. */
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly path: string;
}

/**
 * A URL or an absolute path, read as Go's `url.ParseRequestURI` reads it, or what is wrong with it. The URL class of
 * JavaScript mends what Go refuses, and refuses what has no scheme.
 *
 * @see https://pkg.go.dev/net/url#ParseRequestURI
 */
export function parseUrl(text: string): ParsedUrl | string {
  if (text === '') return 'empty url';
  if (hasControlCharacter(text)) return 'invalid control character in URL';
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1]?.toLowerCase() ?? '';
  if (scheme === '' && /^:/.test(text)) return 'missing protocol scheme';
  const rest = scheme === '' ? text : text.slice(scheme.length + 1);
  if (!rest.startsWith('/')) {
    // Opaque, such as mailto:a@b: fine with a scheme, else a relative reference.
    return scheme === '' ? 'invalid URI for request' : { scheme, host: '', hostname: '', port: '', path: '' };
  }
  const [beforeQuery = ''] = rest.split('?');
  if (!beforeQuery.startsWith('//') || (scheme === '' && beforeQuery.startsWith('///'))) {
    return escapeMistake(beforeQuery) ?? { scheme, host: '', hostname: '', port: '', path: beforeQuery };
  }
  const slash = beforeQuery.indexOf('/', 2);
  const authority = slash < 0 ? beforeQuery.slice(2) : beforeQuery.slice(2, slash);
  const path = slash < 0 ? '' : beforeQuery.slice(slash);
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  const user = authority.slice(0, Math.max(at, 0));
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) return `invalid user "${user}"`;
  const parts = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(host);
  if (!parts) return `invalid port in host "${host}"`;
  if (!/^[A-Za-z0-9\-._~!$&'()*+,;=:[\]<>"%\u0080-\uffff]*$/.test(host)) {
    return `invalid character in host name "${host}"`;
  }
  const mistake =
    escapeMistake(path) ?? escapeMistake(user) ?? (host.startsWith('[') ? undefined : escapeMistake(host));
  const [, name = '', port = ''] = parts;
  return mistake ?? { scheme, host, hostname: name.replace(/^\[|\]$/g, ''), port, path };
}

function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((character) => character < ' ' || character === '\u007f');
}

function escapeMistake(text: string): string | undefined {
  const [escape] = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(text) ?? [];
  return escape === undefined ? undefined : `invalid URL escape "${escape}"`;
}
