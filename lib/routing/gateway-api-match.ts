import type { IConstruct } from 'constructs';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import type { HttpMatch } from './http-match';

/**
 * The match list of an HTTPRoute, which has one method per entry; nothing where one entry matches everything.
 *
 * @throws ConfigError `not-in-gateway-api` for conditions that an HTTPRoute does not know
 */
export function gatewayApiMatches(scope: IConstruct, matches: readonly HttpMatch[]): Tree[] | undefined {
  const entries = matches.flatMap((match) => {
    const { path, methods, headers = [], queryParameters = [], ...others } = match;
    for (const [property, value] of Object.entries<unknown>(others)) {
      if (value === undefined) continue;
      throw new ConfigError(
        'not-in-gateway-api',
        scope,
        `'${property}' of a match cannot be said by an HTTPRoute; leave it out, or use a VirtualService`,
      );
    }
    return (methods ?? [undefined]).map((method): Readonly<Record<string, Tree | undefined>> => ({
      ...(path ? { path: path._toGatewayApi(scope) } : {}),
      ...(method ? { method } : {}),
      ...(headers.length > 0 ? { headers: headers.map((header) => header._toGatewayApi(scope)) } : {}),
      ...(queryParameters.length > 0
        ? { queryParams: queryParameters.map((parameter) => parameter._toGatewayApi(scope)) }
        : {}),
    }));
  });
  return entries.length === 0 || entries.some((entry) => Object.keys(entry).length === 0)
    ? undefined
    : entries;
}
