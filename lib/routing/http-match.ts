import type { IConstruct } from 'constructs';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import type { HeaderMatch } from './header-match';
import type { PathMatch } from './path-match';

/** Method of an HTTP request. */
export type HttpMethod =
  'GET' | 'HEAD' | 'OPTIONS' | 'TRACE' | 'CONNECT' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Conditions on a request, all of which must hold. */
export interface HttpMatch {
  /** @default - any path */
  readonly path?: PathMatch;
  /** One of these methods. @default - any method */
  readonly methods?: readonly HttpMethod[];
  /** All of these headers, each named once. @default - any headers */
  readonly headers?: readonly HeaderMatch[];
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
  return matches.some(
    ({ path, methods, headers = [] }) => !methods && headers.length === 0 && (path?.isAny ?? true),
  );
}

/**
 * Refuses what no request or every request would match by mistake.
 *
 * @throws ConfigError `match`
 */
export function checkMatches(scope: IConstruct, matches: readonly HttpMatch[]): void {
  for (const { methods, headers = [] } of matches) {
    if (methods?.length === 0) {
      throw new ConfigError(
        'match',
        scope,
        "'methods' is empty; name the methods, or leave it out for all of them",
      );
    }
    const names = headers.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) {
      throw new ConfigError(
        'match',
        scope,
        `header '${twice}' is matched twice, of which only one would count; join the conditions in one HeaderMatch.regex`,
      );
    }
  }
}

/** The match list of a VirtualService; nothing where one entry matches everything. */
export function istioMatches(matches: readonly HttpMatch[]): Tree[] | undefined {
  const entries = matches.map(
    ({ path, methods, headers = [] }): Readonly<Record<string, Tree | undefined>> => ({
      ...(path ? { uri: path._toIstio() } : {}),
      // A regular expression must match the whole method.
      ...(methods
        ? { method: methods.length === 1 ? { exact: methods[0] } : { regex: methods.join('|') } }
        : {}),
      ...(headers.length > 0
        ? { headers: Object.fromEntries(headers.map((header) => [header.name, header._toIstio()])) }
        : {}),
    }),
  );
  return entries.length === 0 || entries.some((entry) => Object.keys(entry).length === 0)
    ? undefined
    : entries;
}

/** The match list of an HTTPRoute, which has one method per entry; nothing where one entry matches everything. */
export function gatewayApiMatches(scope: IConstruct, matches: readonly HttpMatch[]): Tree[] | undefined {
  const entries = matches.flatMap(({ path, methods, headers = [] }) =>
    (methods ?? [undefined]).map((method): Readonly<Record<string, Tree | undefined>> => ({
      ...(path ? { path: path._toGatewayApi() } : {}),
      ...(method ? { method } : {}),
      ...(headers.length > 0 ? { headers: headers.map((header) => header._toGatewayApi(scope)) } : {}),
    })),
  );
  return entries.length === 0 || entries.some((entry) => Object.keys(entry).length === 0)
    ? undefined
    : entries;
}
