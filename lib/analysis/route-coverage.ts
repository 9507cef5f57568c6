import { coversConnection, coversHttp, sameMatch } from './match-coverage';
import type { PathSegment } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import type { JsonObject } from '../vocabulary/json';
import { listOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** A match of a route, or the whole of a route without matches. */
export interface RouteMatch {
  readonly path: readonly PathSegment[];
  readonly match: JsonObject;
  /** What takes its requests before it; undefined if it gets some itself. */
  readonly takenBy?: EarlierMatch;
}

/** An earlier match that takes all requests of a later one. */
export interface EarlierMatch {
  /** Its route, by name or number. */
  readonly route: string;
  readonly match: JsonObject;
  /** Whether its route has no match at all. */
  readonly isUnconditional: boolean;
  readonly isIdentical: boolean;
}

/** A route of a VirtualService with what is left for it by those before it. */
export interface RouteCoverage {
  readonly path: readonly PathSegment[];
  readonly protocol: 'http' | 'tls' | 'tcp';
  readonly isUnconditional: boolean;
  readonly matches: readonly RouteMatch[];
}

const known = new WeakMap<Manifest, readonly RouteCoverage[]>();

/** What the routes of a VirtualService leave for each other, in their order. */
export function routeCoverage(manifest: Manifest): readonly RouteCoverage[] {
  const coverage = known.get(manifest) ?? coverageOf(manifest);
  known.set(manifest, coverage);
  return coverage;
}

function coverageOf({ spec }: Manifest): readonly RouteCoverage[] {
  return (['http', 'tls', 'tcp'] as const).flatMap((protocol) => {
    const covers = protocol === 'http' ? coversHttp : coversConnection;
    const before: Omit<EarlierMatch, 'isIdentical'>[] = [];
    return objectsOf(spec[protocol]).map((route, index) => {
      const path = ['spec', protocol, index];
      const name = textOf(route['name']) ?? `#${index}`;
      const written = listOf(route['match']).length > 0 ? objectsOf(route['match']) : undefined;
      const matches = (written ?? [{}]).map((match, place) => {
        const identical = before.find((earlier) => sameMatch(earlier.match, match));
        const taker = identical ?? before.find((earlier) => covers(earlier.match, match));
        before.push({ route: name, match, isUnconditional: written === undefined });
        return {
          path: written === undefined ? path : [...path, 'match', place],
          match,
          ...(taker === undefined ? {} : { takenBy: { ...taker, isIdentical: identical !== undefined } }),
        };
      });
      return { path, protocol, isUnconditional: written === undefined, matches };
    });
  });
}
