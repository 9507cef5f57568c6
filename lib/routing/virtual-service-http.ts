import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { and, format, when } from '../values/operators';
import { destinationsPresence, type Destination } from './destination';
import { istioMatches, safePart, unsafePart, type HttpMatch } from './http-match';
import type { HttpRule, RedirectOptions, RouteOptions } from './http-rule';
import { timeText } from './time-span';

/** A rule as entries of a VirtualService's `http`: two where requests that change something are retried less. */
export function virtualServiceHttp(rule: HttpRule, scope: IConstruct): (Tree | undefined)[] {
  if (rule.redirection) {
    return [
      when<Tree>(rule.when, {
        name: rule.name,
        match: istioMatches(rule.matches),
        redirect: redirect(rule.redirection),
      }),
    ];
  }
  const forwarding = rule.forwarding as RouteOptions;
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

function routeDestination({ service, subset, port, weight }: Destination): Tree {
  return { destination: { host: service.host, subset: subset?.name, port: { number: port } }, weight };
}

function redirect({ scheme, host, path, port, status = 301 }: RedirectOptions): Tree {
  return { scheme, authority: host, uri: path, port, redirectCode: status };
}
