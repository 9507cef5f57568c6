import { isIP } from 'node:net';
import { UnreadableCall, type Call } from './call';
import type { JsonObject } from '../vocabulary/json';
import { queryParameters, requestPath } from './request-path';

/** A request as a proxy sees it when it has been read and normalised. */
export interface PreparedRequest {
  readonly method: string;
  /** `http` or `https`; that of the connection, as both ends of it know it. */
  readonly scheme: string;
  /** The Host header to the letter. */
  readonly authority: string;
  /** The authority in small letters, without port: what virtual hosts are chosen by. */
  readonly host: string;
  /** The port of the URL; 80 or 443 where it names none. */
  readonly port: number;
  /** Normalised, without query. */
  readonly path: string;
  /** With its `?`; empty when there is none. */
  readonly query: string;
  /** By name in small letters; without the Host header. */
  readonly headers: Readonly<Record<string, string>>;
  /** The value of a header by its name in small letters, pseudo headers and the Host header too. */
  header(name: string): string | undefined;
  /** The address that calls; undefined where nobody says it. */
  readonly sourceIp: string | undefined;
  /** The claims of the token that the gateway has accepted; undefined without one. */
  readonly claims?: JsonObject | undefined;
  /** The same request with the claims of its token. */
  withClaims(claims: JsonObject): PreparedRequest;
  /** The first value of a parameter of the query. */
  parameter(name: string): string | undefined;
}

const REQUEST = /^([A-Za-z]+) (https?|grpc|tcp|tls):\/\/([^/?#]*)([/?][^#]*)?$/;
const PORT = /:(\d+)$/;

/**
 * @throws UnreadableCall
 */
export function preparedRequest(call: Call): PreparedRequest {
  const parts = REQUEST.exec(call.request);
  if (!parts) {
    throw new UnreadableCall(
      `'${call.request}' is no request; expected a method and a URL, as in 'GET http://host:port/path?query'`,
    );
  }
  const [, method = '', scheme = '', written = '', target = '/'] = parts;
  if (call.sourceIp !== undefined && isIP(call.sourceIp) === 0) {
    throw new UnreadableCall(
      `sourceIp '${call.sourceIp}' is no IP address; expected one such as 203.0.113.7 or 2001:db8::7`,
    );
  }
  const headers: Record<string, string> = {};
  let authority = written;
  for (const name in call.headers) {
    const lower = name.toLowerCase();
    const value = call.headers[name] ?? '';
    if (lower === 'host' || lower === ':authority') authority = value;
    else headers[lower] = value;
  }
  const port = PORT.exec(written);
  const { path, query } = requestPath(target.startsWith('/') ? target : `/${target}`);
  return new Prepared(
    method,
    scheme,
    authority,
    port ? Number(port[1]) : scheme === 'https' || scheme === 'tls' ? 443 : 80,
    path,
    query,
    headers,
    call.sourceIp,
  );
}

class Prepared implements PreparedRequest {
  readonly host: string;
  #parameters: ReadonlyMap<string, string> | undefined;

  constructor(
    readonly method: string,
    readonly scheme: string,
    readonly authority: string,
    readonly port: number,
    readonly path: string,
    readonly query: string,
    readonly headers: Readonly<Record<string, string>>,
    readonly sourceIp: string | undefined,
    readonly claims?: JsonObject,
  ) {
    this.host = withoutPort(authority).toLowerCase();
  }

  header(name: string): string | undefined {
    switch (name) {
      case ':method':
        return this.method;
      case ':authority':
      case 'host':
        return this.authority;
      case ':scheme':
        return this.scheme;
      case ':path':
        return this.path + this.query;
      default:
        return this.headers[name];
    }
  }

  withClaims(claims: JsonObject): PreparedRequest {
    const { method, scheme, authority, port, path, query, headers, sourceIp } = this;
    return new Prepared(method, scheme, authority, port, path, query, headers, sourceIp, claims);
  }

  parameter(name: string): string | undefined {
    this.#parameters ??= queryParameters(this.query);
    return this.#parameters.get(name);
  }
}

/** An authority without its port; brackets of an IPv6 address stay. */
export function withoutPort(authority: string): string {
  const colon = authority.lastIndexOf(':');
  return colon < 0 || authority.lastIndexOf(']') > colon ? authority : authority.slice(0, colon);
}
