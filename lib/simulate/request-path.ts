const UNRESERVED = /[A-Za-z0-9\-._~]/;

/** The path of a request as Envoy takes it after normalisation, and its query. */
export interface RequestPath {
  /** Without query. */
  readonly path: string;
  /** With its `?`; empty when there is none. */
  readonly query: string;
}

/**
 * Normalises a path as Istio's proxies do by default (BASE): escapes of unreserved characters are decoded, then dot
 * segments resolved; `//` and escaped slashes stay.
 *
 * @see https://istio.io/latest/docs/ops/best-practices/security/#customize-your-system-on-path-normalization
 */
export function requestPath(raw: string): RequestPath {
  const mark = raw.indexOf('?');
  const query = mark < 0 ? '' : raw.slice(mark);
  const path = mark < 0 ? raw : raw.slice(0, mark);
  const decoded = path.includes('%')
    ? path.replace(/%[0-9A-Fa-f]{2}/g, (escape) => {
        const character = String.fromCharCode(parseInt(escape.slice(1), 16));
        return UNRESERVED.test(character) ? character : escape;
      })
    : path;
  return { path: decoded.includes('/.') ? withoutDotSegments(decoded) : decoded, query };
}

function withoutDotSegments(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
    if (last && (segment === '.' || segment === '..')) kept.push('');
  }
  return `/${kept.join('/')}`;
}

/** The first value of each parameter of a query, undecoded as Envoy compares it. */
export function queryParameters(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  if (query.length < 2) return parameters;
  for (const part of query.slice(1).split('&')) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    if (!parameters.has(name)) parameters.set(name, equals < 0 ? '' : part.slice(equals + 1));
  }
  return parameters;
}
