import { isJsonObject, type Json } from '../vocabulary/json';
import type { StructuralSchema } from '../schema/structural-schema';

/** Whether a value fulfils a schema node that only narrows others (`required`, `not`, …). */
type Fulfils = (value: Json, schema: StructuralSchema) => boolean;

/** The combinations (`allOf`, `anyOf`, `oneOf`, `not`) of a schema node that a value breaks. */
export function brokenAlternatives(value: Json, schema: StructuralSchema, fulfils: Fulfils): string[] {
  const mistakes: string[] = [];
  if (schema.allOf && !schema.allOf.every((one) => fulfils(value, one))) {
    mistakes.push('does not fulfil all that its schema demands together (allOf)');
  }
  if (schema.anyOf && !schema.anyOf.some((one) => fulfils(value, one))) {
    mistakes.push(`fulfils none of the alternatives of its schema${needed(schema.anyOf)}`);
  }
  if (schema.not && fulfils(value, schema.not)) mistakes.push('is what its schema excludes (not)');
  if (schema.oneOf) {
    const fulfilled = schema.oneOf.filter((one) => fulfils(value, one)).length;
    if (fulfilled !== 1) mistakes.push(oneOfMistake(value, schema.oneOf, fulfilled));
  }
  return mistakes;
}

function oneOfMistake(value: Json, alternatives: readonly StructuralSchema[], fulfilled: number): string {
  const names = demandedFields(alternatives);
  const given = names.filter((name) => isJsonObject(value) && value[name] !== undefined);
  if (given.length > 1) return `sets ${given.join(' and ')}, of which only one may be set`;
  if (fulfilled === 0) return `fulfils none of the alternatives of its schema${needed(alternatives)}`;
  return 'fulfils more than one of the alternatives of its schema, of which only one may hold';
}

function needed(alternatives: readonly StructuralSchema[]): string {
  const names = demandedFields(alternatives);
  return names.length === 0 ? '' : `: set one of ${names.join(', ')}`;
}

function demandedFields(alternatives: readonly StructuralSchema[]): string[] {
  return [...new Set(alternatives.flatMap((one) => one.required ?? []))];
}
