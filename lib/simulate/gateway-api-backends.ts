import { filterEffects } from './gateway-api-filters';
import type { ActionContext } from './http-action';
import type { Mirror, WeightedDestination } from './route-action';
import { isReferenceGranted } from '../mesh/attached-routes';
import { serviceHost } from '../vocabulary/host-name';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** The backends of a rule by their weights; one that no grant lets it name answers with 500 for its share. */
export function backendDestinations(
  mesh: Mesh,
  route: Manifest,
  rule: JsonObject,
  authority: string | undefined,
  context: ActionContext,
): readonly WeightedDestination[] {
  const backends = objectsOf(rule['backendRefs']).filter((backend) => weightOf(backend) > 0);
  const total = backends.reduce((sum, backend) => sum + weightOf(backend), 0);
  return backends.map((backend) => ({
    ...destinationOf(mesh, route, backend, context),
    weight: (100 * weightOf(backend)) / total,
    headers: filterEffects(objectsOf(backend['filters']), objectsOf(rule['filters'])),
    ...(authority === undefined ? {} : { authority }),
  }));
}

/** The copies that `RequestMirror` filters send. */
export function mirrorsOfFilters(
  mesh: Mesh,
  route: Manifest,
  filters: readonly JsonObject[],
  context: ActionContext,
): readonly Mirror[] {
  return filters
    .filter(({ type }) => type === 'RequestMirror')
    .map((filter) => {
      const fields = objectOf(filter['requestMirror']);
      const { host, port, subset } = destinationOf(mesh, route, objectOf(fields['backendRef']), context);
      const fraction = objectOf(fields['fraction']);
      const numerator = numberOf(fraction['numerator']);
      const percent =
        numerator === undefined
          ? (numberOf(fields['percent']) ?? 100)
          : (100 * numerator) / (numberOf(fraction['denominator']) ?? 100);
      return { host, port, subset, percent };
    })
    .filter(({ percent }) => percent > 0);
}

function destinationOf(
  mesh: Mesh,
  route: Manifest,
  backend: JsonObject,
  context: ActionContext,
): ReturnType<ActionContext['resolve']> {
  const namespace = textOf(backend['namespace']) ?? route.namespace;
  const name = textOf(backend['name']) ?? '';
  const port = numberOf(backend['port']);
  const isHostname = backend['kind'] === 'Hostname';
  const found = context.resolve({
    host: isHostname ? name : serviceHost(name, namespace),
    ...(port === undefined ? {} : { port }),
  });
  if (isReferenceGranted(mesh, route, namespace, name)) return found;
  return {
    ...found,
    unavailable: `no ReferenceGrant in ${namespace} lets ${route.kind} ${route.namespace}/${route.name} name ${name}`,
  };
}

function weightOf(backend: JsonObject): number {
  return numberOf(backend['weight']) ?? 1;
}
