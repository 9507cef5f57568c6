import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import { listOf, objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** How the items of a list are told apart, and what they are called. */
export interface ListKind {
  /** What one item is; empty where its name says enough. */
  readonly noun: string;
  /** What makes two items the same one, the surest first; undefined for an item that the key says nothing of. */
  readonly keys: readonly ((item: JsonObject) => string | undefined)[];
  /** What an item is called; undefined where only its place tells it. */
  readonly label: (item: JsonObject) => string | undefined;
  /** Whether it matters which item stands first. */
  readonly ordered?: boolean;
}

const field =
  (...path: readonly string[]) =>
  (item: JsonObject): string | undefined => {
    let value: Json | undefined = item;
    for (const segment of path) value = objectOf(value)[segment];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
const joined =
  (...paths: readonly string[]) =>
  (item: JsonObject): string | undefined => {
    const parts = paths.map((path) => field(...path.split('.'))(item));
    return parts.every((part) => part === undefined) ? undefined : parts.map((part) => part ?? '').join('/');
  };
const whole =
  (name: string) =>
  (item: JsonObject): string | undefined =>
    item[name] === undefined ? undefined : canonicalJson(item[name]);

const name = field('name');
const named = (noun: string): ListKind => ({ noun, keys: [name], label: name });
const port: ListKind = {
  noun: 'port',
  keys: [name, joined('port', 'protocol'), joined('containerPort', 'protocol'), field('number')],
  label: (item) => name(item) ?? field('port')(item) ?? field('containerPort')(item) ?? field('number')(item),
};

/** Where a route sends its traffic: `v2`, or the host where there is no subset. */
const destination: ListKind = {
  noun: '',
  keys: [
    joined('destination.host', 'destination.subset', 'destination.port.number'),
    joined('destination.host', 'destination.subset'),
  ],
  label: joinedLabel(field('destination', 'subset'), field('destination', 'host')),
};
const backendRef: ListKind = {
  noun: '',
  keys: [joined('kind', 'namespace', 'name', 'port'), joined('kind', 'namespace', 'name')],
  label: name,
};
const route: ListKind = {
  noun: 'route',
  keys: [name, whole('match'), whole('matches'), whole('route'), whole('backendRefs')],
  label: (item) => name(item) ?? matchLabel(item),
  ordered: true,
};
const rule: ListKind = {
  noun: 'rule',
  keys: [
    name,
    field('alert'),
    field('record'),
    field('host'),
    whole('matches'),
    whole('to'),
    whole('from'),
    whole('backendRefs'),
  ],
  label: (item) =>
    name(item) ?? field('alert')(item) ?? field('record')(item) ?? field('host')(item) ?? matchLabel(item),
};

const kinds: ReadonlyMap<string, ListKind> = new Map<string, ListKind>([
  ['containers', named('container')],
  ['initContainers', { ...named('init container'), ordered: true }],
  ['env', named('env')],
  [
    'envFrom',
    {
      noun: 'env source',
      keys: [joined('configMapRef.name', 'secretRef.name', 'prefix')],
      label: joinedLabel(field('configMapRef', 'name'), field('secretRef', 'name')),
    },
  ],
  ['ports', port],
  ['volumes', named('volume')],
  ['volumeMounts', { noun: 'mount', keys: [field('mountPath')], label: field('mountPath') }],
  [
    'volumeClaimTemplates',
    { noun: 'claim', keys: [field('metadata', 'name')], label: field('metadata', 'name') },
  ],
  ['imagePullSecrets', named('pull secret')],
  [
    'servers',
    {
      noun: 'server',
      keys: [field('port', 'name'), field('port', 'number')],
      label: (item) => field('port', 'name')(item) ?? field('port', 'number')(item),
    },
  ],
  ['listeners', named('listener')],
  ['subsets', named('subset')],
  ['portLevelSettings', { noun: 'port', keys: [field('port', 'number')], label: field('port', 'number') }],
  ['http', route],
  ['tcp', route],
  ['tls', { ...route, keys: [...route.keys, whole('hosts'), field('secretName')] }],
  ['route', destination],
  ['backendRefs', backendRef],
  ['parentRefs', { noun: 'parent', keys: [joined('kind', 'namespace', 'name', 'sectionName')], label: name }],
  ['mirrors', { ...destination, noun: 'mirror' }],
  ['rules', rule],
  [
    'metrics',
    {
      noun: 'metric',
      keys: [
        joined(
          'type',
          'resource.name',
          'pods.metric.name',
          'external.metric.name',
          'object.metric.name',
          'containerResource.name',
        ),
        field('type'),
      ],
      label: (item) => field('resource', 'name')(item) ?? field('type')(item),
    },
  ],
  [
    'triggers',
    { noun: 'trigger', keys: [name, field('type')], label: (item) => name(item) ?? field('type')(item) },
  ],
  ['groups', named('group')],
  ['paths', { noun: 'path', keys: [field('path')], label: field('path') }],
  ['subjects', { noun: 'subject', keys: [joined('kind', 'namespace', 'name')], label: name }],
  ['configPatches', { noun: 'patch', keys: [whole('match')], label: field('applyTo'), ordered: true }],
  ['filters', { noun: 'filter', keys: [field('type')], label: field('type'), ordered: true }],
  ['jwtRules', { noun: 'rule', keys: [field('issuer')], label: field('issuer') }],
  [
    'topologySpreadConstraints',
    { noun: 'spread', keys: [field('topologyKey')], label: field('topologyKey') },
  ],
]);

/** Lists of texts in which the order has a meaning. */
const ORDERED_TEXTS: ReadonlySet<string> = new Set(['args', 'command', 'nameservers', 'searches']);

/** How the items of the list in a field are told apart: as the field's name says, else by name, key or type. */
export function listKindOf(listField: string): ListKind {
  return (
    kinds.get(listField) ?? {
      noun: /[^s]s$/.test(listField) ? listField.slice(0, -1) : listField,
      keys: [name, field('key'), field('type')],
      label: (item) => name(item) ?? field('key')(item) ?? field('type')(item),
    }
  );
}

/** Whether the order of texts in this field has a meaning. */
export function isOrderedText(listField: string): boolean {
  return ORDERED_TEXTS.has(listField);
}

function joinedLabel(
  first: (item: JsonObject) => string | undefined,
  second: (item: JsonObject) => string | undefined,
): (item: JsonObject) => string | undefined {
  return (item) => first(item) ?? second(item);
}

/** What a route without a match is called, beside others. */
export const FOR_ALL = 'for all';

/** `prefix /api` of the first match of a route. */
function matchLabel(item: JsonObject): string | undefined {
  const [match] = objectsOf(item['match'] ?? item['matches']);
  if (match === undefined) return listOf(item['match']).length === 0 && 'route' in item ? FOR_ALL : undefined;
  const path = objectOf(match['uri'] ?? match['path']);
  if (typeof path['type'] === 'string') return `${path['type']} ${textOf(path['value']) ?? ''}`;
  const [how] = Object.keys(path);
  if (how !== undefined) return `${how} ${textOf(path[how]) ?? ''}`;
  const [by] = Object.keys(match);
  return by === undefined || !isJsonObject(match[by]) ? by : `${by} ${Object.keys(match[by]).join(' ')}`;
}
