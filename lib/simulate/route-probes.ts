import { aroundMatch, aroundPrefix, aroundRegex, aroundText } from './boundary-values';
import { CLAIM_SEPARATOR, type Aspect, type Probe } from './probe';
import { claimNames } from './claim-condition';
import type { Manifest } from '../mesh/manifest';
import type { HttpRoute } from '../mesh/virtual-services';
import type { JsonObject } from '../vocabulary/json';
import { isJsonObject } from '../vocabulary/json';
import { objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** The probes of an entry of `http` of a VirtualService: one for each of its matches. */
export function probesOfHttpRoute({ route }: HttpRoute): readonly Probe[] {
  const matches = objectsOf(route['match']);
  const cors = objectsOf(objectOf(route['corsPolicy'])['allowOrigins']);
  return [
    ...(matches.length === 0 ? [new Map()] : matches.map(probeOfMatch)),
    ...cors.map((origin) => preflight(aroundMatch(origin))),
  ];
}

/** The probes of a route of the Gateway API: one for each match of its rules. */
export function probesOfRouteObject({ kind, spec }: Manifest): readonly Probe[] {
  return objectsOf(spec['rules']).flatMap((rule) => {
    const matches = objectsOf(rule['matches']);
    return matches.length === 0 ? [new Map()] : matches.map(kind === 'GRPCRoute' ? probeOfGrpc : probeOfHttp);
  });
}

function probeOfMatch(match: JsonObject): Probe {
  const probe = new Map<Aspect, readonly (string | null)[]>();
  const set = (aspect: Aspect, values: readonly (string | null)[]): void => {
    if (values.length > 0) probe.set(aspect, values);
  };
  if (match['uri'] !== undefined) set('path', aroundMatch(objectOf(match['uri'])));
  if (match['method'] !== undefined) set('method', [...aroundMatch(objectOf(match['method'])), 'OPTIONS']);
  if (match['authority'] !== undefined) set('authority', aroundMatch(objectOf(match['authority'])));
  for (const [name, value] of Object.entries(objectOf(match['headers']))) {
    const claim = claimNames(name);
    const aspect = claim ? `claim ${claim.join(CLAIM_SEPARATOR)}` : `header ${name}`;
    set(aspect, [...aroundMatch(objectOf(value)), null]);
  }
  for (const [name, value] of Object.entries(objectOf(match['withoutHeaders']))) {
    set(`header ${name}`, [null, ...aroundMatch(objectOf(value))]);
  }
  for (const [name, value] of Object.entries(objectOf(match['queryParams']))) {
    set(`query ${name}`, [...aroundMatch(objectOf(value)), '', null]);
  }
  return probe;
}

function probeOfHttp(match: JsonObject): Probe {
  const path = objectOf(match['path']);
  const method = textOf(match['method']);
  return new Map<Aspect, readonly (string | null)[]>([
    ...(match['path'] === undefined ? [] : [['path', aroundValue(path)] as const]),
    ...(method === undefined ? [] : [['method', [method, 'OPTIONS']] as const]),
    ...headersOf(match),
    ...objectsOf(match['queryParams']).map(
      (one) => [`query ${textOf(one['name']) ?? ''}`, [...aroundValue(one), null]] as const,
    ),
  ]);
}

function probeOfGrpc(match: JsonObject): Probe {
  const fields = objectOf(match['method']);
  const [service, method] = [textOf(fields['service']), textOf(fields['method'])];
  const paths = [`/${service ?? 'any.Service'}/${method ?? 'Any'}`, `/${service ?? 'any.Service'}x/Other`];
  return new Map<Aspect, readonly (string | null)[]>([
    ['method', ['POST']],
    ...(isJsonObject(match['method']) ? [['path', paths] as const] : []),
    ...headersOf(match),
  ]);
}

function headersOf(match: JsonObject): readonly (readonly [Aspect, readonly (string | null)[]])[] {
  return objectsOf(match['headers']).map(
    (one) => [`header ${textOf(one['name']) ?? ''}`, [...aroundValue(one), null]] as const,
  );
}

/** A condition of the Gateway API, by its type. */
function aroundValue({ type, value }: JsonObject): readonly string[] {
  const text = textOf(value) ?? '/';
  if (type === 'RegularExpression') return aroundRegex(text);
  return type === 'Exact' || !text.startsWith('/') ? aroundText(text) : aroundPrefix(text);
}

function preflight(origins: readonly string[]): Probe {
  return new Map<Aspect, readonly (string | null)[]>([
    ['method', ['OPTIONS', 'GET']],
    ['header origin', [...origins, null]],
    ['header access-control-request-method', ['GET', null]],
  ]);
}
