import { isJsonObject, type Json, type JsonObject } from './json';

/**
 * Readers of JSON that somebody else wrote. What has the wrong type reads as if it were absent: that it is wrong is
 * said once, by the validation of the schema, and nobody else needs to be afraid of it.
 */

const NO_FIELDS: JsonObject = Object.freeze({});
const NO_ITEMS: readonly Json[] = Object.freeze([]);

/** The object itself, or an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : NO_FIELDS;
}

/** The list itself, or an empty one. */
export function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : NO_ITEMS;
}

/** The items of a list, each as an object, so that their indexes stay. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return listOf(value).map(objectOf);
}

/** The text, or undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list; other items are left out. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string');
}

/** The finite number, or undefined. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The fields of an object that hold texts, such as labels. */
export function textFieldsOf(value: unknown): Readonly<Record<string, string>> {
  const object = objectOf(value);
  if (Object.values(object).every((field) => typeof field === 'string')) {
    return object as Readonly<Record<string, string>>;
  }
  return Object.fromEntries(
    Object.entries(object).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
