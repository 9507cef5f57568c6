import { claimCondition, claimNames } from './claim-condition';
import type { PreparedRequest } from './prepared-request';
import { present, stringCondition, type StringCondition } from './string-condition';
import type { Json, JsonObject } from '../vocabulary/json';
import { objectOf, textOf } from '../vocabulary/json-fields';
import { isSecretName, NOT_SHOWN } from '../vocabulary/secret-name';

/** One condition of a route on the request. */
export interface Condition {
  /** In words, for the trace: `path begins with "/api"`. */
  readonly words: string;
  holds(request: PreparedRequest): boolean;
}

/** What of the path a route has matched, which a prefix rewrite replaces. */
export type PathMatch =
  | { readonly kind: 'exact'; readonly value: string }
  | { readonly kind: 'prefix'; readonly value: string }
  /** A prefix of whole segments: `/api` matches `/api` and `/api/x`, not `/apix`. */
  | { readonly kind: 'segments'; readonly value: string }
  | { readonly kind: 'regex'; readonly value: string };

/** All that a route asks of a request. */
export interface RouteMatch {
  readonly path: PathMatch;
  readonly conditions: readonly Condition[];
  /** Whether it asks nothing, so that it comes last where several VirtualServices meet. */
  readonly catchAll: boolean;
}

/** What a route without conditions matches. */
export const everything: RouteMatch = {
  path: { kind: 'prefix', value: '/' },
  conditions: [],
  catchAll: true,
};

/** An entry of `match` of an HTTP route. What depends on the proxy alone (port, gateways, source) is left out here. */
export function routeMatch(match: JsonObject): RouteMatch {
  const ignoreCase = match['ignoreUriCase'] === true;
  const path = match['uri'] === undefined ? everything.path : pathMatch(objectOf(match['uri']));
  const rest = [
    ...headerConditions(match),
    ...Object.entries(objectOf(match['queryParams'])).map(([name, value]) =>
      queryCondition(name, stringCondition(value)),
    ),
  ];
  return routeMatchOf(path, ignoreCase, rest);
}

/** A match of its parts. */
export function routeMatchOf(path: PathMatch, ignoreCase: boolean, rest: readonly Condition[]): RouteMatch {
  const everyPath =
    (path.kind !== 'exact' && path.kind !== 'regex' && path.value === '/') ||
    (path.kind === 'regex' && path.value === '.*');
  return {
    path,
    conditions: [...(everyPath && path.kind !== 'regex' ? [] : [pathCondition(path, ignoreCase)]), ...rest],
    catchAll: everyPath && rest.length === 0,
  };
}

function pathMatch(uri: JsonObject): PathMatch {
  const exact = textOf(uri['exact']);
  if (exact !== undefined) return { kind: 'exact', value: exact };
  const regex = textOf(uri['regex']);
  if (regex !== undefined) return { kind: 'regex', value: regex };
  return { kind: 'prefix', value: textOf(uri['prefix']) ?? '/' };
}

function pathCondition(path: PathMatch, ignoreCase: boolean): Condition {
  const suffix = ignoreCase && path.kind !== 'regex' ? ', whatever the case' : '';
  if (path.kind === 'segments') {
    const { value } = path;
    return {
      words: `path is "${value}" or below it`,
      holds: ({ path: actual }) =>
        actual.startsWith(value) && (actual.length === value.length || actual[value.length] === '/'),
    };
  }
  // The case never matters to a regular expression unless it says so itself.
  const folds = ignoreCase && path.kind !== 'regex';
  const condition = stringCondition({ [path.kind]: folds ? path.value.toLowerCase() : path.value });
  return {
    words: `path ${stringCondition({ [path.kind]: path.value }).words}${suffix}`,
    holds: folds
      ? (request) => condition.holds(request.path.toLowerCase())
      : (request) => condition.holds(request.path),
  };
}

function headerConditions(match: JsonObject): readonly Condition[] {
  const pseudo: readonly (readonly [string, Json | undefined])[] = [
    [':method', match['method']],
    [':authority', match['authority']],
    [':scheme', match['scheme']],
  ];
  return [
    ...Object.entries(objectOf(match['headers'])).map(([name, value]) =>
      headerCondition(name, stringCondition(value)),
    ),
    ...Object.entries(objectOf(match['withoutHeaders'])).map(([name, value]) =>
      absentCondition(name, stringCondition(value)),
    ),
    ...pseudo
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => headerCondition(name, stringCondition(value))),
  ];
}

/** A condition on a header of the request. */
export function headerCondition(name: string, condition: StringCondition): Condition {
  const claim = claimNames(name);
  if (claim !== undefined) return claimCondition(claim, condition);
  const lower = name.toLowerCase();
  return {
    words: conditionInWords(lower, condition),
    holds: (request) => {
      const value = request.header(lower);
      return value !== undefined && condition.holds(value);
    },
  };
}

function conditionInWords(name: string, condition: StringCondition): string {
  const hidden = isSecretName(name) && !condition.presence;
  return `${nameInWords(name)} ${hidden ? `is as it should be ${NOT_SHOWN}` : condition.words}`;
}

/** A header that must not fulfil a condition; an absent one counts as empty, unless presence is all that is asked. */
function absentCondition(name: string, condition: StringCondition): Condition {
  const claim = claimNames(name);
  if (claim !== undefined) {
    const present = claimCondition(claim, condition);
    return { words: `not: ${present.words}`, holds: (request) => !present.holds(request) };
  }
  const lower = name.toLowerCase();
  return {
    words: `not: ${conditionInWords(lower, condition)}`,
    holds: condition.presence
      ? (request) => request.header(lower) === undefined
      : (request) => !condition.holds(request.header(lower) ?? ''),
  };
}

/** A condition on the first value of a parameter of the query. */
export function queryCondition(name: string, condition: StringCondition = present): Condition {
  return {
    words: `query parameter "${name}" ${condition.words}`,
    holds: (request) => {
      const value = request.parameter(name);
      return value !== undefined && condition.holds(value);
    },
  };
}

function nameInWords(name: string): string {
  return name.startsWith(':') ? name.slice(1) : `header "${name}"`;
}
