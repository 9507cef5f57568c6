import type { Destination, DestinationName } from './destination';
import { percentOf } from './fault';
import { authorityOf, headerOperations, headerStep, type HeaderEffects } from './header-operations';
import { redirectOf } from './redirect';
import { retryPolicy } from './retry-policy';
import { pathRewrite } from './rewrite';
import type { Forward, Mirror, RouteAction, WeightedDestination } from './route-action';
import type { PathMatch } from './route-match';
import { numberOf, objectOf, objectsOf, textOf } from '../vocabulary/json-fields';
import type { Json, JsonObject } from '../vocabulary/json';

/** What the actions of a listener's routes depend on. */
export interface ActionContext {
  /** The port that requests come in at. */
  readonly port: number;
  readonly tls: boolean;
  /** `defaultHttpRetryPolicy` of the mesh's settings. */
  readonly defaultRetries: Json | undefined;
  resolve(name: DestinationName): Destination;
}

/** What an entry of `http` of a VirtualService does; undefined for one that Istio leaves without an action. */
export function httpAction(
  route: JsonObject,
  match: PathMatch,
  context: ActionContext,
): RouteAction | undefined {
  const own = objectOf(route['headers']);
  if (route['redirect'] !== undefined) {
    const redirect = redirectOf(objectOf(route['redirect']), context.port, context.tls);
    return redirect && { kind: 'redirect', redirect, headers: effectsOf([own]) };
  }
  if (route['directResponse'] !== undefined) {
    const status = numberOf(objectOf(route['directResponse'])['status']) ?? 200;
    return { kind: 'direct_response', status, headers: effectsOf([own]) };
  }
  return forward(route, match, context);
}

function forward(route: JsonObject, match: PathMatch, context: ActionContext): Forward {
  const rewrite = pathRewrite(route['rewrite'], match);
  return {
    kind: 'forward',
    destinations: destinationsOf(route, context),
    ...(rewrite === undefined ? {} : { rewrite }),
    timeout: timeoutOf(route['timeout']),
    retries: retryPolicy(route['retries'] ?? context.defaultRetries),
    mirrors: mirrorsOf(route, context),
    unknownStatus: 503,
  };
}

function destinationsOf(route: JsonObject, context: ActionContext): readonly WeightedDestination[] {
  const targets = objectsOf(route['route']);
  // A single destination gets everything, even with weight 0; among several, weight 0 is dropped.
  const single = targets.length === 1;
  const kept = single ? targets : targets.filter((target) => weightOf(target) > 0);
  const total = kept.reduce((sum, target) => sum + weightOf(target), 0);
  const own = objectOf(route['headers']);
  const authority =
    textOf(objectOf(route['rewrite'])['authority']) || authorityOf(own['request']) || undefined;
  return kept.map((target) => {
    const theirs = objectOf(target['headers']);
    const rewritten = authority ?? authorityOf(theirs['request']);
    return {
      ...context.resolve(nameOf(objectOf(target['destination']))),
      weight: single ? 100 : (100 * weightOf(target)) / total,
      // One destination's headers are changed together with the route's; of several, before the route's.
      headers: single ? joinedEffects(own, theirs) : effectsOf([theirs, own]),
      ...(rewritten === undefined ? {} : { authority: rewritten }),
    };
  });
}

function joinedEffects(own: JsonObject, theirs: JsonObject): HeaderEffects {
  return {
    request: headerOperations([headerStep(own['request'], theirs['request'])]),
    response: headerOperations([headerStep(own['response'], theirs['response'])]),
  };
}

function effectsOf(steps: readonly JsonObject[]): HeaderEffects {
  return {
    request: headerOperations(steps.map((step) => headerStep(step['request']))),
    response: headerOperations(steps.map((step) => headerStep(step['response']))),
  };
}

function mirrorsOf(route: JsonObject, context: ActionContext): readonly Mirror[] {
  const first =
    route['mirror'] === undefined
      ? []
      : [
          mirrorTo(
            objectOf(route['mirror']),
            percentOf({ percentage: route['mirrorPercentage'] }, numberOf(route['mirrorPercent']) ?? 100),
            context,
          ),
        ];
  const more = objectsOf(route['mirrors'])
    .filter(({ destination }) => destination !== undefined)
    .map((mirror) => mirrorTo(objectOf(mirror['destination']), percentOf(mirror, 100), context));
  return [...first, ...more].filter(({ percent }) => percent > 0);
}

function mirrorTo(fields: JsonObject, percent: number, context: ActionContext): Mirror {
  const { host, port, subset } = context.resolve(nameOf(fields));
  return { host, port, subset, percent };
}

/** The destination as the route names it. */
export function nameOf(fields: JsonObject): DestinationName {
  const port = numberOf(objectOf(fields['port'])['number']);
  const subset = textOf(fields['subset']);
  return {
    host: textOf(fields['host']) ?? '',
    ...(port === undefined ? {} : { port }),
    ...(subset === undefined ? {} : { subset }),
  };
}

function weightOf(target: JsonObject): number {
  return numberOf(target['weight']) ?? 0;
}

/** No time at all is no timeout. */
function timeoutOf(value: Json | undefined): string | null {
  const text = textOf(value);
  return text === undefined || /^0+(?:\.0+)?(?:h|m|s|ms|us|ns)$/.test(text) ? null : text;
}
