import { httpAction, type ActionContext } from './http-action';
import { corsOf, type CorsPolicy } from './cors';
import { faultOf, type Fault } from './fault';
import type { PreparedRequest } from './prepared-request';
import type { RouteAction } from './route-action';
import { everything, routeMatch, type RouteMatch } from './route-match';
import { hasLabels, type Labels } from '../mesh/label-selector';
import type { Manifest } from '../mesh/manifest';
import type { PathSegment } from '../vocabulary/field-path';
import type { MeshVirtualService } from '../mesh/virtual-services';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectsOf, textFieldsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** A route as a proxy carries it: one condition of one entry of a VirtualService's `http`, or of an HTTPRoute. */
export interface CompiledRoute {
  /** The name of the route, with that of the condition after a dot; its place in the list where it has none. */
  readonly name: string;
  /** The object that brings it, as `namespace/name`: of a delegate's route, the root. */
  readonly owner: string;
  /** The object that it was written in, and where. */
  readonly manifest: Manifest;
  readonly path: readonly PathSegment[];
  readonly match: RouteMatch;
  readonly action: RouteAction;
  readonly fault: Fault | null;
  readonly cors: CorsPolicy | null;
}

/** The proxy that routes are compiled for. */
export interface RouteContext extends ActionContext {
  /** The Gateway (`namespace/name`) or `mesh`. */
  readonly gateway: string;
  readonly labels: Labels;
  readonly namespace: string;
}

/** Whether a request fulfils all conditions of a route. */
export function matches(route: CompiledRoute, request: PreparedRequest): boolean {
  for (const condition of route.match.conditions) if (!condition.holds(request)) return false;
  return true;
}

/**
 * The routes that a VirtualService gives a proxy. Conditions that depend on the proxy alone (port, gateways, source)
 * leave out what cannot match; everything after a route that matches everything is dropped.
 */
export function compiledRoutes(
  virtualService: MeshVirtualService,
  context: RouteContext,
): readonly CompiledRoute[] {
  const routes: CompiledRoute[] = [];
  for (const { route, manifest, index } of virtualService.http) {
    const matchList = objectsOf(route['match']);
    const alternatives: readonly (JsonObject | undefined)[] =
      matchList.length === 0 ? [undefined] : matchList;
    for (const [place, alternative] of alternatives.entries()) {
      if (alternative !== undefined && !concerns(alternative, context)) continue;
      const match = alternative === undefined ? everything : routeMatch(alternative);
      const action = httpAction(route, match.path, context);
      if (action !== undefined) {
        routes.push({
          name: nameOf(route, alternative, index),
          owner: virtualService.name,
          manifest,
          path: ['spec', 'http', index, ...(alternative === undefined ? [] : ['match', place])],
          match,
          action,
          fault: faultOf(route['fault']),
          cors: corsOf(route['corsPolicy']),
        });
      }
      if (match.catchAll) return routes;
    }
  }
  return routes;
}

/** Whether a condition can hold at this proxy and port. */
function concerns(match: JsonObject, { port, gateway, labels, namespace }: RouteContext): boolean {
  const wantedPort = numberOf(match['port']);
  if (wantedPort && wantedPort !== port) return false;
  const gateways = textsOf(match['gateways']);
  if (gateways.length > 0) return gateways.includes(gateway);
  if (!hasLabels(labels, textFieldsOf(match['sourceLabels']))) return false;
  const source = textOf(match['sourceNamespace']);
  return !source || source === namespace;
}

function nameOf(route: JsonObject, match: JsonObject | undefined, index: number): string {
  const own = textOf(route['name']) ?? '';
  const ofMatch = textOf(match?.['name']) ?? '';
  if (ofMatch !== '') return `${own}.${ofMatch}`;
  return own === '' ? String(index) : own;
}

/** Routes of several VirtualServices on one host: those that match everything come last, else the order stays. */
export function sortedRoutes(routes: readonly CompiledRoute[]): readonly CompiledRoute[] {
  return [...routes.filter(({ match }) => !match.catchAll), ...routes.filter(({ match }) => match.catchAll)];
}
