import type { Call } from './call';
import type { Json, JsonObject } from '../vocabulary/json';
import { objectOf } from '../vocabulary/json-fields';

/** Of a request, each as `method`, `path`, `authority`, `header NAME`, `query NAME` or `claim NAME`. */
export type Aspect = string;

/** What a request has of each aspect; null for a header or parameter that it must not have. */
export type Picks = ReadonlyMap<Aspect, string | null>;

/** Values on both sides of every border that a match or a policy draws. The first of each aspect fulfils it. */
export type Probe = ReadonlyMap<Aspect, readonly (string | null)[]>;

/** Between the names that lead to a claim, as policies write them. */
export const CLAIM_SEPARATOR = '][';

/** Where requests of a probe go. */
export interface Target {
  readonly from: string;
  readonly scheme: string;
  /** Host and port as the client writes them. */
  readonly authority: string;
  /** Whose tokens the servers take; undefined where nobody asks for one. */
  readonly issuer?: TokenIssuer | undefined;
}

/** Who issues tokens, and where a request carries them. */
export interface TokenIssuer {
  readonly name: string;
  readonly audience?: string | undefined;
  readonly header: string;
  readonly prefix: string;
}

/** What fulfils a probe, and then what differs from that in one aspect. */
export function picksOf(probe: Probe): readonly Picks[] {
  const fulfilled = new Map([...probe].map(([aspect, [first = null]]) => [aspect, first]));
  const others = [...probe].flatMap(([aspect, [, ...values]]) =>
    values.map((value) => new Map([...fulfilled, [aspect, value]])),
  );
  return [fulfilled, ...others];
}

/** What fulfils one probe, and of the other as much as does not contradict it. */
export function joinedPicks(one: Probe, other: Probe): Picks {
  return new Map([...other, ...one].map(([aspect, [first = null]]) => [aspect, first]));
}

/** The request with these picks; undefined when there can be none, as with a path that does not begin with a slash. */
export function callOf({ from, scheme, authority, issuer }: Target, picks: Picks): Call | undefined {
  const path = picks.get('path') ?? '/';
  if (!/^\/[^#\s?]*$/.test(path)) return undefined;
  const headers: Record<string, string> = {};
  const parameters: string[] = [];
  const claims: Record<string, Json> = {};
  for (const [aspect, value] of picks) {
    if (value === null) continue;
    const [kind, name] = split(aspect);
    if (kind === 'header') headers[name] = value;
    else if (kind === 'query') parameters.push(`${name}=${value}`);
    else if (kind === 'claim') claims[name] = value;
    else if (kind === 'authority') headers['Host'] = value;
  }
  if (issuer && Object.keys(claims).length > 0) {
    headers[issuer.header] = `${issuer.prefix}${tokenOf(issuer, claims)}`;
  }
  const query = parameters.length === 0 ? '' : `?${parameters.join('&')}`;
  const method = picks.get('method') ?? 'GET';
  if (!/^[A-Za-z]+$/.test(method) || /[#\s]/.test(query)) return undefined;
  return {
    from,
    request: `${method} ${scheme}://${authority}${path}${query}`,
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
}

function split(aspect: Aspect): readonly [string, string] {
  const space = aspect.indexOf(' ');
  return space < 0 ? [aspect, ''] : [aspect.slice(0, space), aspect.slice(space + 1)];
}

/** A token as a client sends it; nobody here looks at its signature. */
function tokenOf({ name, audience }: TokenIssuer, claims: JsonObject): string {
  const payload = { iss: name, sub: 'somebody', ...(audience === undefined ? {} : { aud: audience }) };
  const all: Record<string, Json> = { ...payload };
  for (const [path, value] of Object.entries(claims)) setClaim(all, path.split(CLAIM_SEPARATOR), value ?? '');
  const encoded = (part: JsonObject): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encoded({ alg: 'RS256' })}.${encoded(all)}.unsigned`;
}

function setClaim(claims: Record<string, Json>, [first = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) {
    claims[first] = value;
    return;
  }
  const inner = { ...objectOf(claims[first]) } as Record<string, Json>;
  setClaim(inner, rest, value);
  claims[first] = inner;
}
