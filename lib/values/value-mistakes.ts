import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import { nearestName } from '../vocabulary/nearest-name';
import { withoutSecrets } from '../vocabulary/secret-name';
import type { MapSchema, NumberSchema, StructSchema, TextSchema, ValueSchema } from './value-schema';

/**
 * Every mistake in a value, judged as the JSON Schema judges it that the chart carries: path, what was found, what
 * was expected, and the nearest valid key. A value that its name tells to be a secret is not repeated.
 */
export function valueMistakes(schema: ValueSchema, value: Json | undefined, path = ''): string[] {
  const types = typesOf(schema);
  if (!types.some((type) => isOfType(value, type))) {
    return [`${path}: found ${shown(path, value)}, expected ${types.join(' or ')}`];
  }
  switch (schema.type) {
    case 'string':
      return boundary(path, value, textBound(schema, value as string));
    case 'integer':
    case 'number':
      return boundary(path, value, numberBound(schema, value as number));
    case 'boolean':
      return boundary(path, value, oneOfBound(schema.only === undefined ? undefined : [schema.only], value));
    case 'array':
      return (value as Json[]).flatMap((item, index) =>
        valueMistakes(schema.items, item, `${path}[${index}]`),
      );
    case 'map':
      return mapMistakes(schema, value as JsonObject, path);
    case 'struct':
      return structMistakes(schema, value as JsonObject, path);
    case 'intOrString':
    case 'freeForm':
      return [];
  }
}

function structMistakes({ fields }: StructSchema, value: JsonObject, path: string): string[] {
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(fields, key));
  return [
    ...unknown.map((key) => `${at(path, key)}: unknown key; ${hint(key, Object.keys(fields))}`),
    ...Object.entries(fields).flatMap(([key, field]) => {
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      if (given !== undefined) return valueMistakes(field, given, at(path, key));
      return field.optional ? [] : [`${at(path, key)}: is missing (or null), expected a value`];
    }),
  ];
}

function mapMistakes({ values, reservedKeys = [] }: MapSchema, value: JsonObject, path: string): string[] {
  return Object.entries(value).flatMap(([key, item]) =>
    reservedKeys.includes(key)
      ? [`${at(path, key)}: is set by the chart itself; remove the key`]
      : valueMistakes(values, item, at(path, key)),
  );
}

function textBound({ pattern, minLength, maxLength, oneOf }: TextSchema, text: string): string | undefined {
  const { length } = Array.from(text); // code points, as in JSON Schema
  if (minLength !== undefined && length < minLength) return `expected at least ${characters(minLength)}`;
  if (maxLength !== undefined && length > maxLength) return `expected at most ${characters(maxLength)}`;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(text))
    return `expected text that matches ${pattern}`;
  return oneOfBound(oneOf, text);
}

function numberBound({ minimum, maximum, because }: NumberSchema, number: number): string | undefined {
  const reason = because === undefined ? '' : `: ${because}`;
  if (minimum !== undefined && number < minimum) return `expected at least ${minimum}${reason}`;
  if (maximum !== undefined && number > maximum) return `expected at most ${maximum}${reason}`;
  return undefined;
}

function oneOfBound(allowed: readonly Json[] | undefined, value: Json | undefined): string | undefined {
  if (allowed === undefined || allowed.includes(value as Json)) return undefined;
  return `expected ${allowed.map((word) => JSON.stringify(word)).join(' or ')}`;
}

function boundary(path: string, value: Json | undefined, bound: string | undefined): string[] {
  return bound === undefined ? [] : [`${path}: found ${shown(path, value)}, ${bound}`];
}

function shown(path: string, value: Json | undefined): string | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1).replace(/(\[\d+\])+$/, '');
  return value === undefined ? undefined : JSON.stringify(withoutSecrets(value, name));
}

/** The types of JSON Schema that a value may have. */
function typesOf({ type }: ValueSchema): readonly string[] {
  if (type === 'intOrString') return ['integer', 'string'];
  return [type === 'map' || type === 'struct' || type === 'freeForm' ? 'object' : type];
}

function isOfType(value: Json | undefined, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isJsonObject(value);
  return typeof value === type;
}

function hint(key: string, known: readonly string[]): string {
  const nearest = nearestName(key, known);
  return nearest === undefined ? `valid keys are ${known.join(', ')}` : `did you mean '${nearest}'?`;
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}

function at(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
