/** Any value that JSON can hold; `undefined` fields are left out when it is written. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** True for plain objects, false for lists, scalars and class instances. */
export function isJsonObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Compares two strings by their UTF-8 bytes, the order in which Go and so Helm sort map keys. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/**
 * Canonical JSON text: sorted keys, no blanks, and Go's escapes, so that a hash over it is the same here and in
 * a Helm template's `toJson`.
 *
 * @see https://pkg.go.dev/encoding/json#Marshal
 */
export function canonicalJson(value: Json | undefined): string {
  if (value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isJsonObject(value)) {
    const fields = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort(compareBytes)
      .map((key) => `${goString(key)}:${canonicalJson(value[key])}`);
    return `{${fields.join(',')}}`;
  }
  return typeof value === 'string' ? goString(value) : JSON.stringify(value);
}

/** Go escapes the characters that are unsafe in HTML and in JavaScript source besides those that JSON asks for. */
function goString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
