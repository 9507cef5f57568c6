import type { PathSegment } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import type { JsonObject } from '../vocabulary/json';
import { objectsOf } from '../vocabulary/json-fields';

/** The destinations that one route divides its requests among. */
export interface DestinationList {
  /** Each with its `destination` and perhaps its `weight`. */
  readonly entries: readonly JsonObject[];
  /** Where the list stands, such as `spec.http[0].route`. */
  readonly path: readonly PathSegment[];
}

/** The lists of destinations of a VirtualService: one for each http, tls and tcp route. */
export function destinationLists({ spec }: Manifest): readonly DestinationList[] {
  return ['http', 'tls', 'tcp'].flatMap((protocol) =>
    objectsOf(spec[protocol]).map((route, index) => ({
      entries: objectsOf(route['route']),
      path: ['spec', protocol, index, 'route'],
    })),
  );
}
