import { gatewayApiMatchWords, matchWords } from './match-words';
import type { RouteDestination, RouteFact } from './topology';
import { writtenReference } from '../cost/object-reference';
import { serviceHost } from '../vocabulary/host-name';
import type { Manifest } from '../mesh/manifest';
import type { MeshVirtualService } from '../mesh/virtual-services';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

/**
 * The routes of a VirtualService, in its order.
 *
 * @param gateway `namespace/name` or `mesh`: leaves out routes that are for other gateways alone
 */
export function virtualServiceRoutes(one: MeshVirtualService, gateway: string): readonly RouteFact[] {
  const http = one.http
    .filter(({ route }) => isFor(route, gateway))
    .map(({ route, manifest, index }) => routeFact(route, manifest, `http[${index}]`));
  const streams = (['tls', 'tcp'] as const).flatMap((kind) =>
    one[kind].flatMap((route, index) =>
      isFor(route, gateway) ? [routeFact(route, one.manifest, `${kind}[${index}]`)] : [],
    ),
  );
  return [...http, ...streams];
}

/** The rules of an HTTPRoute, GRPCRoute, TLSRoute or TCPRoute, in its order. */
export function gatewayApiRoutes(manifest: Manifest): readonly RouteFact[] {
  return objectsOf(manifest.spec['rules']).map((rule, index) => {
    const backends = objectsOf(rule['backendRefs']);
    const total = backends.reduce((sum, backend) => sum + (numberOf(backend['weight']) ?? 1), 0);
    const timeout = textOf(objectOf(rule['timeouts'])['request']);
    return {
      object: writtenReference(manifest),
      name: textOf(rule['name']) ?? `rules[${index}]`,
      matches: objectsOf(rule['matches']).map(gatewayApiMatchWords),
      destinations: backends.map((backend) => ({
        host: serviceHost(textOf(backend['name']) ?? '', textOf(backend['namespace']) ?? manifest.namespace),
        port: numberOf(backend['port']) ?? null,
        subset: null,
        weight: percent(numberOf(backend['weight']) ?? 1, total),
      })),
      actions: [
        ...objectsOf(rule['filters']).map((filter) => filterWords(textOf(filter['type']) ?? '')),
        ...(timeout === undefined ? [] : [`timeout ${timeout}`]),
      ],
    };
  });
}

function filterWords(type: string): string {
  return type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

function isFor(route: JsonObject, gateway: string): boolean {
  const matches = objectsOf(route['match']);
  return (
    matches.length === 0 ||
    matches.some(({ gateways }) => gateways === undefined || textsOf(gateways).includes(gateway))
  );
}

function routeFact(route: JsonObject, manifest: Manifest, place: string): RouteFact {
  const targets = objectsOf(route['route']);
  const total = targets.reduce((sum, { weight }) => sum + (numberOf(weight) ?? 0), 0);
  return {
    object: writtenReference(manifest),
    name: textOf(route['name']) ?? place,
    matches: objectsOf(route['match']).map(matchWords),
    destinations: targets.map((target) => ({
      ...destinationOf(objectOf(target['destination'])),
      // A lone destination gets everything, whatever its weight.
      weight: targets.length === 1 ? 100 : percent(numberOf(target['weight']) ?? 0, total),
    })),
    actions: actionsOf(route),
  };
}

function destinationOf(destination: JsonObject): Omit<RouteDestination, 'weight'> {
  return {
    host: textOf(destination['host']) ?? '',
    port: numberOf(objectOf(destination['port'])['number']) ?? null,
    subset: textOf(destination['subset']) ?? null,
  };
}

function percent(weight: number, total: number): number {
  return total === 0 ? 0 : Math.round((weight / total) * 10_000) / 100;
}

function actionsOf(route: JsonObject): readonly string[] {
  const { attempts, retryOn } = objectOf(route['retries']);
  const mirrors = objectsOf(route['mirrors']).length + (route['mirror'] === undefined ? 0 : 1);
  const fault = objectOf(route['fault']);
  return [
    ...(route['redirect'] === undefined ? [] : ['redirect']),
    ...(route['directResponse'] === undefined ? [] : ['direct response']),
    ...(route['rewrite'] === undefined ? [] : ['rewrite']),
    ...(textOf(route['timeout']) === undefined ? [] : [`timeout ${textOf(route['timeout']) ?? ''}`]),
    ...(numberOf(attempts) === undefined
      ? []
      : [
          `${numberOf(attempts) ?? 0} retries${textOf(retryOn) === undefined ? '' : ` on ${textOf(retryOn) ?? ''}`}`,
        ]),
    ...(mirrors === 0 ? [] : ['mirrored']),
    ...(fault['delay'] === undefined ? [] : ['delayed by a fault']),
    ...(fault['abort'] === undefined ? [] : ['aborted by a fault']),
  ];
}
