import type { Json, JsonObject } from '../vocabulary/json';

/** A request as the authorization of a server sees it. */
export interface AccessRequest {
  readonly method: string;
  /** Normalised, without query. */
  readonly path: string;
  /** To the letter, port included. */
  readonly authority: string;
  /** The port of the server that it arrives at. */
  readonly port: number;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** Who calls, as mutual TLS proves it: `cluster.local/ns/shop/sa/web`; undefined for plain text. */
  readonly principal?: string;
  /** The address that calls, where it is known. */
  readonly sourceIp?: string;
  /** The original client's address, where it is known. */
  readonly remoteIp?: string;
  /**
   * Whether what is asked of an address that is not known is taken to hold, or to fail. @default - the address lies in
   * no block that is asked for
   */
  readonly unknownAddresses?: 'hold' | 'fail';
  /** The name asked for in the TLS handshake. */
  readonly sni?: string;
  /** The claims of a token that a RequestAuthentication has accepted. */
  readonly claims?: JsonObject;
}

/** A claim, by the names that lead to it. */
export function claimAt(claims: JsonObject | undefined, names: readonly string[]): Json | undefined {
  let found: Json | undefined = claims;
  for (const name of names) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined;
    found = (found as JsonObject)[name];
  }
  return found;
}
