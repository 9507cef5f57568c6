import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkSource, sourceTree, type ConnectionSource } from './connection-source';
import type { HeaderMatch } from './header-match';
import type { PathMatch } from './path-match';
import type { QueryParameterMatch } from './query-parameter-match';
import type { TextMatch } from './text-match';

/** Method of an HTTP request. */
export type HttpMethod =
  'GET' | 'HEAD' | 'OPTIONS' | 'TRACE' | 'CONNECT' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Conditions on a request, all of which must hold. HTTPRoutes know path, methods, headers and query alone. */
export interface HttpMatch extends ConnectionSource {
  /** Path of the request. @default - any path */
  readonly path?: PathMatch;
  /** One of these methods. @default - any method */
  readonly methods?: readonly HttpMethod[];
  /** All of these headers, each named once. @default - any headers */
  readonly headers?: readonly HeaderMatch[];
  /** None of these headers. @default - any headers */
  readonly withoutHeaders?: readonly HeaderMatch[];
  /** All of these parameters of the query, each named once. @default - any query */
  readonly queryParameters?: readonly QueryParameterMatch[];
  /** How the proxy was asked. @default - either */
  readonly scheme?: 'http' | 'https';
  /** The host that the request names, with the port where the client names one. @default - any of the VirtualService */
  readonly authority?: TextMatch;
  /** Name of the condition in Envoy's names of routes. @default - none */
  readonly name?: Deferred<string>;
  /** Prefix of Envoy's statistics of what matches. @default - no statistics of its own */
  readonly statPrefix?: Deferred<string>;
}

/** Methods that change something: a second try may do so twice. */
const UNSAFE: readonly HttpMethod[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** The matches as far as they let requests through that change something. */
export function unsafePart(matches: readonly HttpMatch[]): HttpMatch[] {
  return withMethods(matches, (methods = UNSAFE) => methods.filter((method) => UNSAFE.includes(method)));
}

/** The matches for what `unsafePart` has not taken already. */
export function safePart(matches: readonly HttpMatch[]): HttpMatch[] {
  return withMethods(matches, (methods) => methods?.filter((method) => !UNSAFE.includes(method)));
}

function withMethods(
  matches: readonly HttpMatch[],
  select: (methods: readonly HttpMethod[] | undefined) => readonly HttpMethod[] | undefined,
): HttpMatch[] {
  return matches.flatMap((match) => {
    const methods = select(match.methods);
    if (methods === undefined) return [match];
    return methods.length === 0 ? [] : [{ ...match, methods }];
  });
}

/** Whether every request matches. */
export function matchesAll(matches: readonly HttpMatch[]): boolean {
  return matches.some((match) =>
    Object.entries<unknown>({ ...match }).every(
      ([property, condition]) =>
        condition === undefined ||
        ['name', 'statPrefix'].includes(property) ||
        (Array.isArray(condition) && condition.length === 0) ||
        (property === 'path' && match.path?.isAny === true),
    ),
  );
}

/**
 * Refuses what no request or every request would match by mistake.
 *
 * @throws ConfigError `match`
 */
export function checkMatches(scope: IConstruct, matches: readonly HttpMatch[]): void {
  for (const match of matches) {
    const { methods, headers = [], withoutHeaders = [], queryParameters = [] } = match;
    if (methods?.length === 0) {
      throw new ConfigError(
        'match',
        scope,
        "'methods' is empty; name the methods, or leave it out for all of them",
      );
    }
    refuseTwice(scope, 'header', 'HeaderMatch', headers);
    refuseTwice(scope, 'header', 'HeaderMatch', withoutHeaders);
    refuseTwice(scope, 'query parameter', 'QueryParameterMatch', queryParameters);
    checkSource(scope, match);
  }
}

function refuseTwice(
  scope: IConstruct,
  what: string,
  of: string,
  conditions: readonly { readonly name: string }[],
): void {
  const names = conditions.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new ConfigError(
    'match',
    scope,
    `${what} '${twice}' is matched twice, of which only one would count; join the conditions in one ${of}.regex`,
  );
}

/** The match list of a VirtualService; nothing where one entry matches everything. */
export function istioMatches(matches: readonly HttpMatch[]): Tree[] | undefined {
  const entries = matches.map((match): Readonly<Record<string, Tree | undefined>> => {
    const { path, methods, scheme, authority, name, statPrefix } = match;
    const conditions = {
      ...(path ? { uri: path._toIstio() } : {}),
      ...(path?.ignoreCase ? { ignoreUriCase: true } : {}),
      // A regular expression must match the whole method.
      ...(methods
        ? { method: methods.length === 1 ? { exact: methods[0] } : { regex: methods.join('|') } }
        : {}),
      ...(scheme ? { scheme: { exact: scheme } } : {}),
      ...(authority ? { authority: authority._toIstio() } : {}),
      ...named('headers', match.headers),
      ...named('withoutHeaders', match.withoutHeaders),
      ...named('queryParams', match.queryParameters),
      ...sourceTree(match),
    };
    return {
      ...(name === undefined ? {} : { name }),
      ...(statPrefix === undefined ? {} : { statPrefix }),
      ...conditions,
    };
  });
  return entries.length === 0 || entries.some((entry) => Object.keys(entry).length === 0)
    ? undefined
    : entries;
}

function named(
  field: string,
  conditions: readonly (HeaderMatch | QueryParameterMatch)[] = [],
): Readonly<Record<string, Tree>> {
  if (conditions.length === 0) return {};
  return {
    [field]: Object.fromEntries(conditions.map((condition) => [condition.name, condition._toIstio()])),
  };
}
