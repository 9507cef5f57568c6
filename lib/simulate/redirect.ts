import { withoutPort, type PreparedRequest } from './prepared-request';
import { numberOf, textOf } from '../vocabulary/json-fields';
import type { JsonObject } from '../vocabulary/json';

/** A redirect as Envoy carries it out. */
export interface Redirect {
  readonly status: number;
  /** The Location header that the client gets. */
  location(request: PreparedRequest): string;
}

/** What of the request's URL a redirect replaces. */
export interface RedirectParts {
  readonly scheme?: string;
  readonly authority?: string;
  readonly port?: number;
  /** The new path, from the old one; with a query of its own it drops the request's. */
  readonly path?: (path: string) => string;
  readonly status: number;
}

const STATUSES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * The redirect of a route of a VirtualService; undefined for a status that Istio cannot give.
 *
 * @param port the port of the listener, which `derivePort: FROM_REQUEST_PORT` stands for
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect
 */
export function redirectOf(fields: JsonObject, port: number, tls: boolean): Redirect | undefined {
  const status = numberOf(fields['redirectCode']) || 301;
  if (!STATUSES.has(status)) return undefined;
  const scheme = textOf(fields['scheme']);
  const authority = textOf(fields['authority']);
  const uri = textOf(fields['uri']);
  const wanted = fields['derivePort'] === 'FROM_REQUEST_PORT' ? port : numberOf(fields['port']);
  // The usual port of the scheme is the same as none.
  const usual = (scheme || (tls ? 'https' : 'http')) === 'https' ? 443 : 80;
  return redirect({
    status,
    ...(scheme ? { scheme } : {}),
    ...(authority ? { authority } : {}),
    ...(wanted === undefined || wanted === 0 || wanted === usual ? {} : { port: wanted }),
    ...(uri ? { path: () => uri } : {}),
  });
}

/** A redirect of its parts. */
export function redirect(parts: RedirectParts): Redirect {
  return {
    status: parts.status,
    location: (request) => {
      const scheme = parts.scheme ?? request.scheme;
      const port = parts.port === undefined ? '' : `:${parts.port}`;
      const host = parts.authority ?? hostOf(request, scheme, port);
      let path = parts.path === undefined ? request.path : parts.path(request.path);
      if (!path.includes('?')) path += request.query;
      return `${scheme}://${host}${port}${path.startsWith('/') ? '' : '/'}${path}`;
    },
  };
}

/** The redirect of a server with `httpsRedirect`: the same URL by HTTPS, its port included. */
export const toHttps: Redirect = {
  status: 301,
  location: ({ authority, path, query }) => `https://${authority}${path}${query}`,
};

/** The Host header; its port goes when another takes its place, or when it is the usual one of the scheme left behind. */
function hostOf({ authority, scheme }: PreparedRequest, newScheme: string, newPort: string): string {
  const bare = withoutPort(authority);
  const port = authority.slice(bare.length);
  const usual = scheme === 'https' ? ':443' : ':80';
  return newPort !== '' || (newScheme !== scheme && port === usual) ? bare : authority;
}
