import { isJsonObject, type Json } from '../vocabulary/json';
import { nearestName } from '../vocabulary/nearest-name';
import type { StructuralSchema } from '../schema/structural-schema';
import { matchesRegularExpression } from '../vocabulary/regular-expression';
import { isOfFormat } from './string-format';

/** The limits of a schema node that a value of the right type breaks. */
export function brokenLimits(value: Json, schema: StructuralSchema): readonly string[] {
  if (!hasLimits(schema)) return NOTHING;
  const mistakes = schema.enum ? enumMistakes(value, schema.enum) : [];
  if (typeof value === 'string') mistakes.push(...textMistakes(value, schema));
  else if (typeof value === 'number') mistakes.push(...numberMistakes(value, schema));
  else if (Array.isArray(value))
    mistakes.push(...countMistakes(value.length, 'elements', schema.minItems, schema.maxItems));
  else if (isJsonObject(value)) {
    mistakes.push(
      ...countMistakes(Object.keys(value).length, 'keys', schema.minProperties, schema.maxProperties),
    );
  }
  return mistakes;
}

const NOTHING: readonly string[] = [];
const LIMITS = [
  ...['enum', 'minLength', 'maxLength', 'pattern', 'format', 'minimum', 'maximum', 'multipleOf'],
  ...['minItems', 'maxItems', 'minProperties', 'maxProperties'],
];
const limited = new WeakMap<StructuralSchema, boolean>();

/** Most nodes of a schema name only a type. */
function hasLimits(schema: StructuralSchema): boolean {
  let has = limited.get(schema);
  if (has === undefined) {
    has = LIMITS.some((limit) => limit in schema);
    limited.set(schema, has);
  }
  return has;
}

function enumMistakes(value: Json, allowed: readonly unknown[]): string[] {
  if (typeof value === 'string' && allowed.includes(value)) return [];
  const got = JSON.stringify(value);
  if (allowed.some((one) => JSON.stringify(one) === got)) return [];
  const names = allowed.filter((one) => typeof one === 'string');
  const near = typeof value === 'string' ? nearestName(value, names) : undefined;
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  return [`is ${got}, expected one of ${allowed.map(String).join(', ')}${hint}`];
}

function textMistakes(text: string, schema: StructuralSchema): string[] {
  const { minLength, maxLength, pattern, format } = schema;
  const isCounted = minLength !== undefined || maxLength !== undefined;
  const mistakes = isCounted
    ? countMistakes(Array.from(text).length, 'characters', minLength, maxLength)
    : [];
  if (pattern !== undefined && !matchesRegularExpression(text, pattern)) {
    mistakes.push(`is ${JSON.stringify(text)}, which does not match ${pattern}`);
  }
  if (format !== undefined && !isOfFormat(text, format)) {
    mistakes.push(`is ${JSON.stringify(text)}, which is no ${format}`);
  }
  return mistakes;
}

function numberMistakes(number: number, schema: StructuralSchema): string[] {
  const mistakes: string[] = [];
  const { minimum, maximum, multipleOf } = schema;
  if (minimum !== undefined && (schema.exclusiveMinimum ? number <= minimum : number < minimum)) {
    mistakes.push(`is ${number}, expected ${schema.exclusiveMinimum ? 'more than' : 'at least'} ${minimum}`);
  }
  if (maximum !== undefined && (schema.exclusiveMaximum ? number >= maximum : number > maximum)) {
    mistakes.push(`is ${number}, expected ${schema.exclusiveMaximum ? 'less than' : 'at most'} ${maximum}`);
  }
  if (multipleOf !== undefined && !Number.isInteger(number / multipleOf)) {
    mistakes.push(`is ${number}, expected a multiple of ${multipleOf}`);
  }
  return mistakes;
}

function countMistakes(count: number, what: string, least = 0, most = Infinity): string[] {
  if (count < least) return [`has ${count} ${what}, expected at least ${least}`];
  return count > most ? [`has ${count} ${what}, expected at most ${most}`] : [];
}
