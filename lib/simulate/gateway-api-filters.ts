import {
  headerOperations,
  type HeaderEffects,
  type HeaderOperations,
  type HeaderStep,
} from './header-operations';
import { redirect, type Redirect } from './redirect';
import type { PathRewrite } from './rewrite';
import type { PathMatch } from './route-match';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** What the filters of a rule or of a backend do to headers. */
function filterSteps(filters: readonly JsonObject[]): {
  readonly request: readonly HeaderStep[];
  readonly response: readonly HeaderStep[];
} {
  const steps = (type: string, field: string): readonly HeaderStep[] =>
    filters.filter((filter) => filter['type'] === type).map((filter) => stepOf(objectOf(filter[field])));
  return {
    request: steps('RequestHeaderModifier', 'requestHeaderModifier'),
    response: steps('ResponseHeaderModifier', 'responseHeaderModifier'),
  };
}

/** What several lists of filters, one after the other, do to headers. */
export function filterEffects(...lists: readonly (readonly JsonObject[])[]): HeaderEffects {
  const steps = lists.map(filterSteps);
  const joined = (side: 'request' | 'response'): HeaderOperations =>
    headerOperations(steps.flatMap((step) => step[side]));
  return { request: joined('request'), response: joined('response') };
}

/**
 * The redirect of a rule. Without a port it keeps none: the usual one of the new scheme, else the listener's.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprequestredirectfilter
 */
export function redirectFilter(
  filters: readonly JsonObject[],
  match: PathMatch,
  listenerPort: number,
  tls: boolean,
): Redirect | undefined {
  const filter = filters.find(({ type }) => type === 'RequestRedirect');
  if (filter === undefined) return undefined;
  const fields = objectOf(filter['requestRedirect']);
  const scheme = textOf(fields['scheme']);
  const authority = textOf(fields['hostname']);
  const usual = (scheme ?? (tls ? 'https' : 'http')) === 'https' ? 443 : 80;
  const port = numberOf(fields['port']) ?? (scheme === undefined ? listenerPort : usual);
  const path = pathModifier(objectOf(fields['path']), match);
  return redirect({
    status: numberOf(fields['statusCode']) ?? 302,
    ...(scheme === undefined ? {} : { scheme }),
    ...(authority === undefined ? {} : { authority }),
    ...(port === usual ? {} : { port }),
    ...(path === undefined ? {} : { path }),
  });
}

/** What `URLRewrite` makes of the path, and the authority that it sets. */
export function rewriteFilter(
  filters: readonly JsonObject[],
  match: PathMatch,
): { readonly path?: PathRewrite; readonly authority?: string } {
  const filter = filters.find(({ type }) => type === 'URLRewrite');
  const fields = objectOf(filter?.['urlRewrite']);
  const path = pathModifier(objectOf(fields['path']), match);
  const authority = textOf(fields['hostname']);
  return { ...(path === undefined ? {} : { path }), ...(authority === undefined ? {} : { authority }) };
}

/** A prefix is replaced by whole segments: `/api` by `/v1` makes `/v1/x` of `/api/x`, by `/` makes `/x`. */
function pathModifier(fields: JsonObject, match: PathMatch): PathRewrite | undefined {
  const full = textOf(fields['replaceFullPath']);
  if (full !== undefined) return () => full;
  const prefix = textOf(fields['replacePrefixMatch']);
  if (prefix === undefined) return undefined;
  const start = prefix.replace(/\/$/, '');
  const length = match.kind === 'segments' ? match.value.length : 0;
  return (path) => {
    const rest = path.slice(length);
    const joined = start + (rest === '' || rest.startsWith('/') ? rest : `/${rest}`);
    return joined === '' ? '/' : joined;
  };
}

function stepOf(fields: JsonObject): HeaderStep {
  const pairs = (list: unknown): readonly (readonly [string, string])[] =>
    objectsOf(list).map((entry) => [
      (textOf(entry['name']) ?? '').toLowerCase(),
      textOf(entry['value']) ?? '',
    ]);
  return {
    remove: textsOf(fields['remove']).map((name) => name.toLowerCase()),
    set: pairs(fields['set']),
    add: pairs(fields['add']),
  };
}
