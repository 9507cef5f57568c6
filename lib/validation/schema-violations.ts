import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import { nearestName } from '../vocabulary/nearest-name';
import type { StructuralSchema } from '../schema/structural-schema';
import { brokenRules } from './cel-rule';
import { FieldPath } from '../vocabulary/field-path';
import { brokenAlternatives } from './schema-alternatives';
import { brokenLimits } from './schema-limits';
import type { SchemaViolation } from './schema-violation';

/**
 * What the API server refuses in a value by its schema, as on creation with strict field validation: types, limits,
 * required and unknown fields, combinations, duplicates in keyed lists, and CEL rules.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
 */
export function schemaViolations(value: Json, schema: StructuralSchema): SchemaViolation[] {
  const found: SchemaViolation[] = [];
  new SchemaCheck(found).check(value, schema);
  return found;
}

class SchemaCheck {
  /** Where the value stands that is looked at. */
  readonly #keys: (string | number)[] = [];

  constructor(private readonly found: SchemaViolation[]) {}

  check(value: Json, schema: StructuralSchema): void {
    const before = this.found.length;
    if (value === null) {
      if (!schema.nullable) this.say(`is null, expected ${expectedType(schema)}`, false);
      return;
    }
    if (!isOfType(value, schema)) {
      this.say(`is ${describe(value)}, expected ${expectedType(schema)}`, true);
      return;
    }
    for (const mistake of brokenLimits(value, schema)) this.say(mistake, schema.enum !== undefined);
    if (Array.isArray(value)) this.checkList(value as readonly Json[], schema);
    else if (isJsonObject(value)) this.checkObject(value, schema);
    for (const mistake of brokenAlternatives(value, schema, fulfils)) {
      this.say(mistake, mistake.startsWith('sets '));
    }
    // A rule computes with what the schema promises, so the API server asks it only of what keeps to the schema.
    if (this.found.length > before) return;
    for (const broken of brokenRules(value, schema)) {
      this.found.push({
        path: `${this.path()}${broken.fieldPath}`,
        message: broken.message,
        undecodable: broken.unreadable,
      });
    }
  }

  private checkList(list: readonly Json[], schema: StructuralSchema): void {
    const { items } = schema;
    if (items) {
      list.forEach((item, index) => {
        this.below(index, item, items);
      });
    }
    const keys = schema['x-kubernetes-list-map-keys'];
    const isSet = schema['x-kubernetes-list-type'] === 'set' || schema.uniqueItems === true;
    if (!keys && !isSet) return;
    const seen = new Map<string, number>();
    list.forEach((item, index) => {
      const identity = keys ? keyOf(item, keys, items) : JSON.stringify(item);
      const first = seen.get(identity);
      if (first === undefined) seen.set(identity, index);
      else this.sayBelow(index, `has the same ${keys?.join(', ') ?? 'value'} as element ${first}`, false);
    });
  }

  private checkObject(object: JsonObject, schema: StructuralSchema): void {
    const { properties = {}, additionalProperties } = schema;
    for (const name of schema.required ?? []) {
      const written = object[name] !== undefined && object[name] !== null;
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (!written && property?.default === undefined && !(property?.nullable && object[name] === null)) {
        this.sayBelow(name, 'is required', false);
      }
    }
    for (const name of Object.keys(object)) {
      const value = object[name];
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      const field = property ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
      // A null that may not be one is taken away before anything looks at it.
      if (value === undefined || (value === null && !field?.nullable)) continue;
      if (field) this.below(name, value, field);
      else if (!isOpen(schema)) this.unknownField(name, Object.keys(properties));
    }
  }

  private unknownField(name: string, names: readonly string[]): void {
    const near = nearestName(name, names);
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    this.sayBelow(name, `is no field of this kind${hint}`, false);
  }

  /** Checks the value of a field, or the element of a list. */
  private below(key: string | number, value: Json, schema: StructuralSchema): void {
    this.#keys.push(key);
    this.check(value, schema);
    this.#keys.pop();
  }

  private say(message: string, undecodable: boolean): void {
    this.found.push({ path: this.path(), message, undecodable });
  }

  private sayBelow(key: string | number, message: string, undecodable: boolean): void {
    this.#keys.push(key);
    this.say(message, undecodable);
    this.#keys.pop();
  }

  private path(): string {
    return this.#keys.reduce<FieldPath>((path, key) => path.child(key), FieldPath.root).toString();
  }
}

/** Whether fields that the schema does not name are kept; a node without any names anything. */
function isOpen(schema: StructuralSchema): boolean {
  return (
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema['x-kubernetes-embedded-resource'] === true ||
    schema.additionalProperties === true ||
    (schema.properties === undefined && schema.additionalProperties === undefined && schema.type !== 'object')
  );
}

/** Schemas inside combinations only narrow: they say nothing of unknown fields. */
function fulfils(value: Json, schema: StructuralSchema): boolean {
  if (!isOfType(value, schema) || brokenLimits(value, schema).length > 0) return false;
  if (isJsonObject(value)) {
    if (schema.required?.some((name) => value[name] === undefined || value[name] === null)) return false;
    const narrowed = Object.entries(schema.properties ?? {});
    if (!narrowed.every(([name, property]) => value[name] === undefined || fulfils(value[name], property)))
      return false;
  }
  const { items } = schema;
  if (Array.isArray(value) && items && !(value as readonly Json[]).every((item) => fulfils(item, items)))
    return false;
  return brokenAlternatives(value, schema, fulfils).length === 0;
}

function isOfType(value: Json, schema: StructuralSchema): boolean {
  if (schema['x-kubernetes-int-or-string']) return typeof value === 'string' || Number.isInteger(value);
  switch (schema.type) {
    case undefined:
      return true;
    case 'integer':
      return Number.isInteger(value) && (schema.format !== 'int32' || Math.abs(value as number) < 2 ** 31);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    default:
      return typeof value === schema.type;
  }
}

function expectedType(schema: StructuralSchema): string {
  if (schema['x-kubernetes-int-or-string']) return 'an integer or a text';
  const words = { array: 'a list', object: 'a map', string: 'a text', boolean: 'true or false' } as const;
  const { type = 'string' } = schema;
  if (type === 'integer') return schema.format === 'int32' ? 'an integer of 32 bits' : 'an integer';
  return type === 'number' ? 'a number' : words[type];
}

function describe(value: Json): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'a map';
  return typeof value === 'string' ? `the text ${JSON.stringify(value)}` : JSON.stringify(value);
}

function keyOf(item: Json, keys: readonly string[], schema: StructuralSchema | undefined): string {
  const parts = keys.map((key) => {
    const written = isJsonObject(item) ? item[key] : undefined;
    return written ?? (schema?.properties?.[key]?.default as Json | undefined) ?? null;
  });
  return JSON.stringify(parts);
}
