import { gatewayReference } from './gateway-reference';
import { qualifiedHost } from '../vocabulary/host-name';
import type { Json, JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** An entry of `spec.http` of a VirtualService with all that it names written out, as seen from its namespace. */
export function resolvedHttpRoute(route: JsonObject, namespace: string): JsonObject {
  return {
    ...resolvedStreamRoute(route, namespace),
    ...(route['mirror'] === undefined ? {} : { mirror: resolvedDestination(route['mirror'], namespace) }),
    ...(route['mirrors'] === undefined ? {} : { mirrors: resolvedTargets(route['mirrors'], namespace) }),
  };
}

/** The same for an entry of `spec.tls` and `spec.tcp`. */
export function resolvedStreamRoute(route: JsonObject, namespace: string): JsonObject {
  return {
    ...route,
    ...(route['match'] === undefined
      ? {}
      : {
          match: objectsOf(route['match']).map((match) =>
            match['gateways'] === undefined
              ? match
              : {
                  ...match,
                  gateways: textsOf(match['gateways']).map((name) => gatewayReference(name, namespace)),
                },
          ),
        }),
    ...(route['route'] === undefined ? {} : { route: resolvedTargets(route['route'], namespace) }),
  };
}

function resolvedTargets(targets: Json, namespace: string): Json {
  return objectsOf(targets).map((target) =>
    target['destination'] === undefined
      ? target
      : { ...target, destination: resolvedDestination(target['destination'], namespace) },
  );
}

function resolvedDestination(destination: Json, namespace: string): JsonObject {
  const fields = objectOf(destination);
  return { ...fields, host: qualifiedHost(textOf(fields['host']) ?? '', namespace) };
}
