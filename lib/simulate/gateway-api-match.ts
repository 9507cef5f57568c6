import {
  headerCondition,
  queryCondition,
  routeMatchOf,
  type PathMatch,
  type RouteMatch,
} from './route-match';
import { exactly, matching, type StringCondition } from './string-condition';
import type { JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** A match of an HTTPRoute or GRPCRoute, and what its precedence over others is made of. */
export interface RankedMatch {
  readonly match: RouteMatch;
  /** Compared item by item, the greater first. */
  readonly rank: readonly number[];
}

/**
 * One entry of `matches` of an HTTPRoute. The more particular goes first: an exact path, the longest prefix, a
 * regular expression; then a method; then more headers; then more query parameters.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
export function httpRouteMatch(fields: JsonObject): RankedMatch {
  const headers = objectsOf(fields['headers']);
  const parameters = objectsOf(fields['queryParams']);
  const method = textOf(fields['method']);
  const path = pathOf(objectOf(fields['path']));
  const conditions = [
    ...headers.map((header) => headerCondition(textOf(header['name']) ?? '', valueOf(header))),
    ...(method === undefined ? [] : [headerCondition(':method', exactly(method))]),
    ...parameters.map((parameter) => queryCondition(textOf(parameter['name']) ?? '', valueOf(parameter))),
  ];
  return {
    match: routeMatchOf(path, false, conditions),
    rank: [...pathRank(path), method === undefined ? 0 : 1, headers.length, parameters.length],
  };
}

/** One entry of `matches` of a GRPCRoute: service and method make the path. */
export function grpcRouteMatch(fields: JsonObject): RankedMatch {
  const { service, method, type } = objectOf(fields['method']);
  const headers = objectsOf(fields['headers']);
  const [serviceName, methodName] = [textOf(service), textOf(method)];
  const conditions = headers.map((header) => headerCondition(textOf(header['name']) ?? '', valueOf(header)));
  const path = grpcPath(serviceName, methodName, type === 'RegularExpression');
  return {
    match: routeMatchOf(path, false, conditions),
    rank: [...pathRank(path), 0, headers.length, 0],
  };
}

function grpcPath(service: string | undefined, method: string | undefined, regex: boolean): PathMatch {
  if (service === undefined && method === undefined) return { kind: 'prefix', value: '/' };
  if (regex || service === undefined) {
    return { kind: 'regex', value: `/${service ?? '[^/]+'}/${method ?? '[^/]+'}` };
  }
  return method === undefined
    ? { kind: 'prefix', value: `/${service}/` }
    : { kind: 'exact', value: `/${service}/${method}` };
}

function pathOf(path: JsonObject): PathMatch {
  const value = textOf(path['value']) ?? '/';
  if (path['type'] === 'Exact') return { kind: 'exact', value };
  if (path['type'] === 'RegularExpression') return { kind: 'regex', value };
  const trimmed = value.replace(/\/$/, '');
  return trimmed === '' ? { kind: 'prefix', value: '/' } : { kind: 'segments', value: trimmed };
}

function pathRank({ kind, value }: PathMatch): readonly number[] {
  const kinds = { regex: 1, prefix: 2, segments: 2, exact: 3 };
  return [kinds[kind], value.length];
}

function valueOf(fields: JsonObject): StringCondition {
  const value = textOf(fields['value']) ?? '';
  return fields['type'] === 'RegularExpression' ? matching(value) : exactly(value);
}
