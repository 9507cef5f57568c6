import type { IConstruct } from 'constructs';
import type { Tree } from '../values/expression';
import { and, when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { serviceReference } from './cluster-service';
import { destinationsPresence, type Destination } from './destination';
import { gatewayApiMatches } from './gateway-api-match';
import type { HttpRule, RouteOptions } from './http-rule';
import { gatewayApiRedirect } from './redirect';
import { timeText } from './time-span';

/** A rule as an entry of an HTTPRoute's `rules`. */
export function httpRouteRule(rule: HttpRule, scope: IConstruct): Tree | undefined {
  const matches = gatewayApiMatches(scope, rule.matches);
  if (rule.redirection) {
    const filters = [{ type: 'RequestRedirect', requestRedirect: gatewayApiRedirect(rule.redirection) }];
    return when<Tree>(rule.when, { name: rule.name, matches, filters });
  }
  const { to, timeout } = rule.forwarding as RouteOptions;
  const presence = destinationsPresence(to, scope);
  return when<Tree>(and(rule.when, presence.any), {
    name: rule.name,
    matches,
    backendRefs: to.map((destination, index) =>
      when<Tree>(presence.each[index], backendReference(destination)),
    ),
    timeouts: timeout && { request: timeText(timeout) },
  });
}

/**
 * Refuses what the standard channel of the Gateway API cannot say.
 *
 * @throws ConfigError `not-in-gateway-api`
 */
export function checkHttpRouteRule(rule: HttpRule, scope: IConstruct): void {
  gatewayApiMatches(scope, rule.matches);
  if (rule.forwarding?.retries) {
    throw new ConfigError(
      'not-in-gateway-api',
      scope,
      "'retries' cannot be said by an HTTPRoute of the standard channel; leave it out for the mesh's own two retries, or use a VirtualService",
    );
  }
  for (const destination of rule.forwarding?.to ?? []) {
    if (destination.subset) {
      throw new ConfigError(
        'not-in-gateway-api',
        scope,
        `subset '${destination.subset.name}' cannot be the destination of an HTTPRoute; give it a Service of its own, or use a VirtualService`,
      );
    }
    serviceReference(destination.service);
  }
}

function backendReference({ service, port, weight }: Destination): Tree {
  return { ...serviceReference(service), port, weight };
}
