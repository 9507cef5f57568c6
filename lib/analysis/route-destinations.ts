import type { PathSegment } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import type { JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf } from '../vocabulary/json-fields';

/** A destination that a VirtualService names. */
export interface RouteDestination {
  readonly destination: JsonObject;
  /** Where the destination stands, such as `spec.http[0].route[1].destination`. */
  readonly path: readonly PathSegment[];
}

/** Every destination of a VirtualService: of its http, tls and tcp routes, and of its mirrors. */
export function routeDestinations(manifest: Manifest): readonly RouteDestination[] {
  const destinations = known.get(manifest) ?? destinationsOf(manifest);
  known.set(manifest, destinations);
  return destinations;
}

/** Many rules ask. */
const known = new WeakMap<Manifest, readonly RouteDestination[]>();

function destinationsOf({ spec }: Manifest): readonly RouteDestination[] {
  return ['http', 'tls', 'tcp'].flatMap((protocol) =>
    objectsOf(spec[protocol]).flatMap((route, index) => {
      const path = ['spec', protocol, index];
      return [
        ...objectsOf(route['route']).map((weighted, place) => ({
          destination: objectOf(weighted['destination']),
          path: [...path, 'route', place, 'destination'],
        })),
        ...(protocol === 'http' ? mirrorsOf(route, path) : []),
      ];
    }),
  );
}

function mirrorsOf(route: JsonObject, path: readonly PathSegment[]): readonly RouteDestination[] {
  const mirrors = objectsOf(route['mirrors']).map((mirror, place) => ({
    destination: objectOf(mirror['destination']),
    path: [...path, 'mirrors', place, 'destination'],
  }));
  if (route['mirror'] === undefined) return mirrors;
  return [{ destination: objectOf(route['mirror']), path: [...path, 'mirror'] }, ...mirrors];
}
