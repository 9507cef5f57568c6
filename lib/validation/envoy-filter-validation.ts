import { isJsonObject, type Json } from '../vocabulary/json';
import type { Field } from './field';
import { currentFilterName } from './envoy-filter-name';
import { validateWaypointPatch } from './waypoint-patch-validation';
import { regularExpressionMistake } from '../vocabulary/regular-expression';
import type { ValidatedObject } from './validated-object';
import { validateWorkloadSelector } from './workload-selector-validation';

const connectionManagers = ['envoy.filters.network.http_connection_manager', 'envoy.http_connection_manager'];

/** Which match goes with what a patch is applied to. */
const matchOf: Readonly<Record<string, string>> = {
  LISTENER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};

/**
 * Says what istiod refuses in an EnvoyFilter, or warns of. What a patch puts into Envoy's own configuration is looked
 * at by its type names alone.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/
 */
export function validateEnvoyFilter({ spec }: ValidatedObject): void {
  const selector = spec.at('workloadSelector');
  if (!validateWorkloadSelector(selector, selector.at('labels'))) return;
  spec.warn(
    'reaches into what Istio generates, which changes with every release; prefer another API where one fits',
  );
  for (const patch of spec.at('configPatches').elements) {
    if (patch.at('match', 'context').text === 'WAYPOINT') validateWaypointPatch(patch);
    else validatePatch(patch);
  }
}

function validatePatch(configPatch: Field): void {
  const applyTo = configPatch.at('applyTo');
  const patch = configPatch.at('patch');
  const operation = patch.at('operation');
  if (['', 'INVALID'].includes(applyTo.text)) {
    applyTo.error('is not set, expected what the patch is applied to');
    return;
  }
  if (!patch.isSet) {
    configPatch.at('patch').error('is required');
    return;
  }
  if (['', 'INVALID'].includes(operation.text)) {
    operation.error('is not set, expected an operation such as MERGE');
    return;
  }
  if (operation.text !== 'REMOVE' && !patch.at('value').isSet) {
    patch.at('value').error(`is not set, but operation ${operation.text} needs it`);
    return;
  }
  const version = configPatch.at('match', 'proxy', 'proxyVersion');
  const mistake = regularExpressionMistake(version.text);
  if (mistake !== undefined) {
    version.error(`is no regular expression in the syntax of RE2: ${mistake}`);
    return;
  }
  validateMatch(configPatch.at('match'), applyTo.text);
  refuseOldTypes(patch.at('value'));
}

function validateMatch(match: Field, applyTo: string): void {
  const expected = Object.hasOwn(matchOf, applyTo) ? matchOf[applyTo] : undefined;
  const given = ['listener', 'routeConfiguration', 'cluster', 'waypoint'].find(
    (name) => match.at(name).isSet,
  );
  if (expected === undefined || given === undefined) return;
  if (given !== expected)
    match.at(given).error(`matches what ${applyTo} is no part of; expected ${expected}`);
  else if (given === 'listener') validateFilterMatch(match.at('listener', 'filterChain', 'filter'), applyTo);
}

function validateFilterMatch(filter: Field, applyTo: string): void {
  if (!filter.isSet) return;
  if (applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN')
    filter.warn(`has no effect on a patch of ${applyTo}`);
  const [name, subFilter] = [filter.at('name'), filter.at('subFilter')];
  if (name.text === '') {
    name.error('is empty, expected the name of a network filter');
    return;
  }
  if (subFilter.isSet) {
    if (applyTo !== 'HTTP_FILTER') {
      subFilter.error(`is set, but only HTTP_FILTER matches one, not ${applyTo}`);
      return;
    }
    if (!connectionManagers.includes(name.text)) {
      name.error(`is '${name.text}', but a subFilter is a part of ${String(connectionManagers[0])}`);
      return;
    }
    if (subFilter.at('name').text === '') {
      subFilter.at('name').error('is empty, expected the name of a filter');
      return;
    }
  }
  for (const used of [name, subFilter.at('name')]) {
    const current = currentFilterName(used.text);
    if (current !== undefined) used.warn(`'${used.text}' is an old name; write ${current}`);
  }
}

/** Envoy has dropped the second version of its API, and istiod knows none of its types. */
function refuseOldTypes(value: Field): void {
  for (const type of typeNames(value.raw)) {
    if (/^type\.googleapis\.com\/envoy\.(.+\.)?v2(alpha\d?|beta\d?)?\./.test(type)) {
      value.error(
        `has type '${type}', which belongs to a version that Envoy has dropped; write the type of its v3 API`,
      );
    }
  }
}

function typeNames(value: Json | undefined, seen = new Set<Json>()): string[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value); // YAML may say one value many times over by reference
  const type = isJsonObject(value) ? value['@type'] : undefined;
  const parts = Object.values(value) as readonly Json[];
  return [...(typeof type === 'string' ? [type] : []), ...parts.flatMap((part) => typeNames(part, seen))];
}
