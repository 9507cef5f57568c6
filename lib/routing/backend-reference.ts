import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { serviceReference } from './cluster-service';
import { destinationsPresence, type Destination } from './destination';
import type { HeaderOperations } from './header-operations';
import type { HttpMirror } from './http-rule';
import { checkLiteral } from './literal-check';

/** A backend as routes of the Gateway API have it, with its weight and the headers that are changed for it. */
function backendTree(destination: Destination): Tree {
  const { request, response } = destination.headers;
  const filters = headerFilters(request, response);
  return {
    ...serviceReference(destination.service),
    port: destination.port,
    weight: destination.weight,
    filters: filters.length === 0 ? undefined : filters,
  };
}

/** The backends of a rule, and whether any is there. */
export function backendTrees(scope: IConstruct, to: readonly Destination[]) {
  const presence = destinationsPresence(to, scope);
  return {
    any: presence.any,
    trees: to.map((destination, index) => when<Tree>(presence.each[index], backendTree(destination))),
  };
}

/**
 * Refuses subsets, which no route of the Gateway API knows, and hosts that are no Services.
 *
 * @throws ConfigError `not-in-gateway-api`
 */
export function checkBackends(scope: IConstruct, destinations: readonly Destination[], route: string): void {
  for (const { service, subset, headers } of destinations) {
    headerFilters(headers.request, headers.response);
    if (subset) {
      throw new ConfigError(
        'not-in-gateway-api',
        scope,
        `subset '${subset.name}' cannot be the destination of ${route}; give it a Service of its own, or use a VirtualService`,
      );
    }
    serviceReference(service);
  }
}

/** Changes of headers as filters of a route. */
export function headerFilters(
  request: HeaderOperations | undefined,
  response: HeaderOperations | undefined,
): Tree[] {
  return [
    ...(request ? [{ type: 'RequestHeaderModifier', requestHeaderModifier: modifier(request) }] : []),
    ...(response ? [{ type: 'ResponseHeaderModifier', responseHeaderModifier: modifier(response) }] : []),
  ];
}

function modifier({ set, add, remove }: HeaderOperations): Tree {
  const list = (headers: HeaderOperations['set']) =>
    headers &&
    Object.entries(headers).map(([name, value]) => {
      checkNotEmpty(name, value);
      return { name, value };
    });
  return { set: list(set), add: list(add), remove: remove && [...remove] };
}

/** Copies of requests as filters of a route. */
export function mirrorFilters(scope: IConstruct, mirrors: readonly HttpMirror[] = []): (Tree | undefined)[] {
  return mirrors.map(({ to, percentage }) =>
    when<Tree>(to.presenceIn(scope), {
      type: 'RequestMirror',
      requestMirror: {
        backendRef: { ...serviceReference(to.service), port: to.port },
        ...(percentage === undefined ? {} : shareOf(isDeferral(percentage) ? percentage : percentage.value)),
      },
    }),
  );
}

/** Whole percents as such, others as a fraction of a million. */
function shareOf(percent: Tree): Readonly<Record<string, Tree>> {
  if (typeof percent !== 'number' || Number.isInteger(percent)) return { percent };
  return { fraction: { numerator: Math.round(percent * 10_000), denominator: 1_000_000 } };
}

/** Refuses a header without value, which only a VirtualService can set. */
function checkNotEmpty(name: string, value: Deferred<string>): void {
  checkLiteral(value, (text) => text !== '', {
    code: 'not-in-gateway-api',
    property: name,
    expected: 'at least one character, as routes of the Gateway API need',
    remedy: 'remove the header, or use a VirtualService',
  });
}
