import { textFieldsOf, objectOf, textsOf } from '../vocabulary/json-fields';
import type { Json } from '../vocabulary/json';

/** What is done to headers: first removed, then set, then added to what is there. Names in small letters. */
export interface HeaderOperations {
  readonly remove: readonly string[];
  readonly set: Readonly<Record<string, string>>;
  /** A second value is joined to the first with a comma. */
  readonly add: Readonly<Record<string, string>>;
}

/** Operations on the request and the response, and the authority that they set. */
export interface HeaderEffects {
  readonly request: HeaderOperations;
  readonly response: HeaderOperations;
}

const NOTHING: HeaderOperations = { remove: [], set: {}, add: {} };

export const noHeaderEffects: HeaderEffects = { request: NOTHING, response: NOTHING };

/** One step of changes to headers, as Envoy makes it: a route's, or a weighted destination's. */
export interface HeaderStep {
  readonly remove: readonly string[];
  readonly set: readonly (readonly [string, string])[];
  readonly add: readonly (readonly [string, string])[];
}

/** The step that a field `headers.request` or `headers.response` stands for; the Host header and pseudo headers stay. */
export function headerStep(...fields: readonly (Json | undefined)[]): HeaderStep {
  const operations = fields.map(objectOf);
  return {
    remove: operations.flatMap(({ remove }) => textsOf(remove).filter(isOrdinary).map(lower)),
    set: operations.flatMap(({ set }) => ordinary(set)),
    add: operations.flatMap(({ add }) => ordinary(add)),
  };
}

/** The authority that `headers.request` sets or, failing that, adds. */
export function authorityOf(field: Json | undefined): string | undefined {
  const { set, add } = objectOf(field);
  for (const fields of [set, add]) {
    const found = Object.entries(textFieldsOf(fields)).find(([name]) => isAuthority(name));
    if (found) return found[1];
  }
  return undefined;
}

/** What one header becomes. */
type Fate =
  | { readonly kind: 'kept'; readonly added: readonly string[] }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'removed' };

/** What several steps, one after the other, do. */
export function headerOperations(steps: readonly HeaderStep[]): HeaderOperations {
  const fates = new Map<string, Fate>();
  for (const { remove, set, add } of steps) {
    for (const name of remove) fates.set(name, { kind: 'removed' });
    for (const [name, value] of set) fates.set(name, { kind: 'value', value });
    for (const [name, value] of add) fates.set(name, withValue(fates.get(name), value));
  }
  if (fates.size === 0) return NOTHING;
  const remove: string[] = [];
  const set: Record<string, string> = {};
  const added: Record<string, string> = {};
  for (const [name, fate] of fates) {
    if (fate.kind === 'removed') remove.push(name);
    else if (fate.kind === 'value') set[name] = fate.value;
    else added[name] = fate.added.join(',');
  }
  return { remove, set, add: added };
}

function withValue(fate: Fate | undefined, value: string): Fate {
  if (fate?.kind === 'removed') return { kind: 'value', value };
  if (fate?.kind === 'value') return { kind: 'value', value: `${fate.value},${value}` };
  return { kind: 'kept', added: [...(fate?.added ?? []), value] };
}

/** The headers after these operations. */
export function withHeaders(
  headers: Readonly<Record<string, string>>,
  { remove, set, add }: HeaderOperations,
): Readonly<Record<string, string>> {
  if (remove.length === 0 && isEmpty(set) && isEmpty(add)) return headers;
  const changed: Record<string, string> = { ...headers, ...set };
  for (const [name, value] of Object.entries(add)) {
    changed[name] = changed[name] === undefined ? value : `${changed[name]},${value}`;
  }
  return Object.fromEntries(Object.entries(changed).filter(([name]) => !remove.includes(name)));
}

function isEmpty(fields: Readonly<Record<string, string>>): boolean {
  for (const name in fields) if (name !== '') return false;
  return true;
}

function ordinary(fields: Json | undefined): readonly (readonly [string, string])[] {
  return Object.entries(textFieldsOf(fields))
    .filter(([name]) => isOrdinary(name))
    .map(([name, value]) => [lower(name), value]);
}

function isOrdinary(name: string): boolean {
  return !name.startsWith(':') && lower(name) !== 'host';
}

function isAuthority(name: string): boolean {
  return lower(name) === ':authority' || lower(name) === 'host';
}

function lower(name: string): string {
  return name.toLowerCase();
}
