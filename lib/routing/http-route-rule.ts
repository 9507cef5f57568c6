import type { IConstruct } from 'constructs';
import { isDeferral, type Tree } from '../values/expression';
import { and } from '../values/conditions';
import { when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { backendTrees, checkBackends, headerFilters, mirrorFilters } from './backend-reference';
import { gatewayApiMatches } from './gateway-api-match';
import type { HttpRule, RouteOptions } from './http-rule';
import { gatewayApiRedirect } from './redirect';
import { gatewayApiTimeText } from './time-span';

/** A rule as an entry of an HTTPRoute's `rules`. */
export function httpRouteRule(rule: HttpRule, scope: IConstruct): Tree | undefined {
  const matches = gatewayApiMatches(scope, rule.matches);
  if (rule.redirection) {
    const filters = [{ type: 'RequestRedirect', requestRedirect: gatewayApiRedirect(rule.redirection) }];
    return when<Tree>(rule.when, { name: rule.name, matches, filters });
  }
  const forwarding = rule.forwarding as RouteOptions;
  const { timeout, backendRequestTimeout } = forwarding;
  const backends = backendTrees(scope, forwarding.to);
  const filters = filterTrees(forwarding, scope);
  return when<Tree>(and(rule.when, backends.any), {
    name: rule.name,
    matches,
    filters: filters.length === 0 ? undefined : filters,
    backendRefs: backends.trees,
    timeouts:
      timeout || backendRequestTimeout
        ? {
            request: timeout && gatewayApiTimeText(timeout),
            backendRequest: backendRequestTimeout && gatewayApiTimeText(backendRequestTimeout),
          }
        : undefined,
  });
}

function filterTrees(options: RouteOptions, scope: IConstruct): (Tree | undefined)[] {
  const { requestHeaders, responseHeaders, rewrite, mirrors, cors } = options;
  return [
    ...headerFilters(requestHeaders, responseHeaders),
    ...(rewrite ? [{ type: 'URLRewrite', urlRewrite: rewrite._toGatewayApi(scope) }] : []),
    ...(cors ? [{ type: 'CORS', cors: cors._toGatewayApi(scope) }] : []),
    ...mirrorFilters(scope, mirrors),
  ];
}

/** What the standard channel cannot say, and what to do instead. */
const UNKNOWN = {
  retries: "leave it out for the mesh's own two retries, or use a VirtualService",
  abort: 'use a VirtualService',
  delay: 'use a VirtualService',
} as const;

/**
 * Refuses what the standard channel of the Gateway API cannot say.
 *
 * @throws ConfigError `not-in-gateway-api`
 * @throws ConfigError `time-span` when one try may take longer than the request
 */
export function checkHttpRouteRule(rule: HttpRule, scope: IConstruct): void {
  gatewayApiMatches(scope, rule.matches);
  const refuse = (what: string, remedy: string) => {
    throw new ConfigError(
      'not-in-gateway-api',
      scope,
      `${what} cannot be said by an HTTPRoute of the standard channel; ${remedy}`,
    );
  };
  if (rule.response) refuse("an answer by 'HttpRule.respond'", 'use a VirtualService');
  if (rule.delegation) refuse("'HttpRule.delegate'", 'give each team an HTTPRoute for the same hosts');
  if (rule.redirection?.derivePort) refuse("'derivePort'", "name the 'port'");
  const { forwarding } = rule;
  if (!forwarding) return;
  for (const property of ['retries', 'abort', 'delay'] as const) {
    if (forwarding[property]) refuse(`'${property}'`, UNKNOWN[property]);
  }
  filterTrees(forwarding, scope);
  checkTimeouts(forwarding, scope);
  checkBackends(scope, rule.destinations, 'an HTTPRoute');
}

function checkTimeouts({ timeout, backendRequestTimeout }: RouteOptions, scope: IConstruct): void {
  if (!timeout || !backendRequestTimeout || isDeferral(timeout) || isDeferral(backendRequestTimeout)) return;
  if (backendRequestTimeout.toMilliseconds() <= timeout.toMilliseconds()) return;
  throw new ConfigError(
    'time-span',
    scope,
    `'backendRequestTimeout' is ${backendRequestTimeout.toMilliseconds()}ms, expected at most 'timeout', ${timeout.toMilliseconds()}ms; lower it`,
  );
}
