import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { inclusionWithin } from '../values/inclusion';
import { and } from '../values/conditions';
import { format, when } from '../values/operators';
import { destinationsPresence, destinationTree, type Destination } from './destination';
import { headersTree } from './header-operations';
import { istioMatches, safePart, unsafePart, type HttpMatch } from './http-match';
import type { HttpMirror, HttpRule, RouteOptions } from './http-rule';
import { percentNumber } from './percentage';
import { istioRedirect } from './redirect';
import { timeText } from './time-span';

/** A rule as entries of a VirtualService's `http`: two where requests that change something are retried less. */
export function virtualServiceHttp(rule: HttpRule, scope: IConstruct): (Tree | undefined)[] {
  const { forwarding } = rule;
  if (!forwarding) {
    const entry = { name: rule.name, match: istioMatches(rule.matches), ...answerTree(rule) };
    const target = rule.delegation?.to;
    return [when<Tree>(and(rule.when, target ? inclusionWithin(target, scope) : true), entry)];
  }
  const presence = destinationsPresence(forwarding.to, scope);
  const present = and(rule.when, presence.any);
  const route = forwarding.to.map((destination, index) =>
    when<Tree>(presence.each[index], routeDestination(destination)),
  );
  const entry = (
    name: Deferred<string> | undefined,
    matches: readonly HttpMatch[],
    retries: Tree | undefined,
  ) =>
    when<Tree>(present, {
      name,
      match: istioMatches(matches),
      route,
      ...onTheWay(forwarding, scope),
      timeout: forwarding.timeout && timeText(forwarding.timeout),
      retries,
    });

  const { retries } = forwarding;
  if (!retries?.tellsMethodsApart) return [entry(rule.name, rule.matches, retries?._toIstio())];
  const unsafe = unsafePart(rule.matches);
  const safe = safePart(rule.matches);
  const unsafeName = rule.name === undefined ? undefined : format`${rule.name}-unsafe-methods`;
  return [
    unsafe.length > 0 ? entry(unsafeName, unsafe, retries._toIstioForUnsafeMethods()) : undefined,
    safe.length > 0 ? entry(rule.name, safe, retries._toIstio()) : undefined,
  ];
}

/** What rules do that forward nothing. */
function answerTree({ redirection, response, delegation }: HttpRule): Readonly<Record<string, Tree>> {
  if (redirection) return { redirect: istioRedirect(redirection) };
  if (response) return { directResponse: { status: response.status, body: response.body?._toIstio() } };
  return delegation ? { delegate: { name: delegation.to.name, namespace: delegation.to.namespace } } : {};
}

/** What is done with requests and responses on their way. */
function onTheWay(options: RouteOptions, scope: IConstruct): Readonly<Record<string, Tree | undefined>> {
  const { rewrite, requestHeaders, responseHeaders, mirrors = [], cors, abort, delay } = options;
  return {
    rewrite: rewrite?._toIstio(),
    headers: headersTree({ request: requestHeaders, response: responseHeaders }),
    mirrors: mirrors.length === 0 ? undefined : mirrors.map((mirror) => mirrorTree(mirror, scope)),
    corsPolicy: cors?._toIstio(),
    fault: abort || delay ? { abort: abort?._toIstio(), delay: delay?._toIstio() } : undefined,
  };
}

function mirrorTree({ to, percentage }: HttpMirror, scope: IConstruct): Tree | undefined {
  return when<Tree>(to.presenceIn(scope), {
    destination: destinationTree(to),
    percentage: percentage && { value: percentNumber(percentage) },
  });
}

function routeDestination(destination: Destination): Tree {
  return {
    destination: destinationTree(destination),
    weight: destination.weight,
    headers: headersTree(destination.headers),
  };
}
