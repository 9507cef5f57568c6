import type { MeshVirtualService } from './virtual-services';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/**
 * The hosts that a VirtualService sends to, mirrors included, with the ports that it names; an empty list where it
 * once names none, which stands for all ports.
 *
 * @param clientNamespace leaves out HTTP routes that are for clients of other namespaces alone
 */
export function virtualServiceTargets(
  virtualService: MeshVirtualService,
  clientNamespace?: string,
): ReadonlyMap<string, readonly number[]> {
  const targets = new Map<string, Set<number>>();
  const everyPort = new Set<string>();
  for (const destination of destinationsOf(virtualService, clientNamespace)) {
    const host = textOf(destination['host']) ?? '';
    const port = numberOf(objectOf(destination['port'])['number']);
    if (port === undefined) everyPort.add(host);
    const ports = targets.get(host) ?? new Set();
    if (port !== undefined) ports.add(port);
    targets.set(host, ports);
  }
  return new Map([...targets].map(([host, ports]) => [host, everyPort.has(host) ? [] : [...ports]]));
}

function* destinationsOf(
  { http, tls, tcp }: MeshVirtualService,
  clientNamespace: string | undefined,
): Generator<JsonObject> {
  for (const { route } of http) {
    if (clientNamespace !== undefined && !mayMatchFrom(route, clientNamespace)) continue;
    for (const target of objectsOf(route['route'])) yield objectOf(target['destination']);
    if (route['mirror'] !== undefined) yield objectOf(route['mirror']);
    for (const mirror of objectsOf(route['mirrors'])) yield objectOf(mirror['destination']);
  }
  for (const route of [...tls, ...tcp]) {
    for (const target of objectsOf(route['route'])) yield objectOf(target['destination']);
  }
}

function mayMatchFrom(route: JsonObject, namespace: string): boolean {
  const matches = objectsOf(route['match']);
  return (
    matches.length === 0 ||
    matches.some(({ sourceNamespace }) => !textOf(sourceNamespace) || sourceNamespace === namespace)
  );
}
