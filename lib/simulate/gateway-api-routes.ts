import type { CompiledRoute } from './compiled-route';
import { backendDestinations, mirrorsOfFilters } from './gateway-api-backends';
import { filterEffects, redirectFilter, rewriteFilter } from './gateway-api-filters';
import { grpcRouteMatch, httpRouteMatch, type RankedMatch } from './gateway-api-match';
import type { ActionContext } from './http-action';
import { retryPolicy } from './retry-policy';
import type { RouteAction } from './route-action';
import type { RouteMatch } from './route-match';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

interface Ranked {
  readonly route: CompiledRoute;
  readonly rank: readonly number[];
}

/**
 * The routes of HTTPRoutes and GRPCRoutes on one host, in their precedence: the more particular match first; of equal
 * ones the older object, then the earlier in its list.
 *
 * @param manifests the oldest first
 */
export function gatewayApiRoutes(
  mesh: Mesh,
  manifests: readonly Manifest[],
  context: ActionContext,
): readonly CompiledRoute[] {
  const ranked = manifests.flatMap((manifest) => rankedRoutes(mesh, manifest, context));
  // The sort is stable, so that age decides between equals.
  return ranked.sort((one, other) => compareRanks(one.rank, other.rank)).map(({ route }) => route);
}

function rankedRoutes(mesh: Mesh, manifest: Manifest, context: ActionContext): readonly Ranked[] {
  return objectsOf(manifest.spec['rules']).flatMap((rule, index) => {
    const given = objectsOf(rule['matches']);
    const matches = given.length === 0 ? [{}] : given;
    return matches.map((fields, place): Ranked => {
      const { match, rank }: RankedMatch =
        manifest.kind === 'GRPCRoute' ? grpcRouteMatch(fields) : httpRouteMatch(fields);
      return {
        rank,
        route: {
          name: textOf(rule['name']) ?? String(index),
          owner: `${manifest.namespace}/${manifest.name}`,
          manifest,
          path: ['spec', 'rules', index, ...(given.length === 0 ? [] : ['matches', place])],
          match,
          action: actionOf(mesh, manifest, rule, match, context),
          fault: null,
          cors: null,
        },
      };
    });
  });
}

function actionOf(
  mesh: Mesh,
  manifest: Manifest,
  rule: JsonObject,
  match: RouteMatch,
  context: ActionContext,
): RouteAction {
  const filters = objectsOf(rule['filters']);
  const redirect = redirectFilter(filters, match.path, context.port, context.tls);
  if (redirect !== undefined) return { kind: 'redirect', redirect, headers: filterEffects(filters) };
  const rewrite = rewriteFilter(filters, match.path);
  const destinations = backendDestinations(mesh, manifest, rule, rewrite.authority, context);
  if (destinations.length === 0) {
    return { kind: 'direct_response', status: 500, headers: filterEffects(filters) };
  }
  const timeouts = objectOf(rule['timeouts']);
  const backendRequest = textOf(timeouts['backendRequest']);
  return {
    kind: 'forward',
    destinations,
    ...(rewrite.path === undefined ? {} : { rewrite: rewrite.path }),
    timeout: textOf(timeouts['request']) ?? backendRequest ?? null,
    retries: retriesOf(rule, context, backendRequest),
    mirrors: mirrorsOfFilters(mesh, manifest, filters, context),
    unknownStatus: 500,
  };
}

/** `retry` of the experimental channel; else the mesh's default. */
function retriesOf(
  rule: JsonObject,
  context: ActionContext,
  perTryTimeout: string | undefined,
): ReturnType<typeof retryPolicy> {
  if (rule['retry'] === undefined) return retryPolicy(context.defaultRetries);
  const { attempts, codes } = objectOf(rule['retry']);
  const statuses = Array.isArray(codes) ? codes.join(',') : '';
  return retryPolicy({
    attempts: numberOf(attempts) ?? 2,
    retryOn: `connect-failure,refused-stream,unavailable,cancelled${statuses === '' ? '' : `,${statuses}`}`,
    ...(perTryTimeout === undefined ? {} : { perTryTimeout }),
  });
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = (other[index] ?? 0) - value;
    if (difference !== 0) return difference;
  }
  return 0;
}
