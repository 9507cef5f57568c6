import { isJsonObject, type Json } from '../vocabulary/json';

/** A Go template literal of JSON data. */
export function goLiteral(value: Json): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'list' : `list ${value.map(goArgument).join(' ')}`;
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  const fields = entries.flatMap(([key, field]) =>
    field === undefined ? [] : [JSON.stringify(key), goArgument(field)],
  );
  return fields.length === 0 ? 'dict' : `dict ${fields.join(' ')}`;
}

function goArgument(value: Json): string {
  const text = goLiteral(value);
  return isOneWord(text) && typeof value !== 'object' ? text : `(${text})`;
}

/** Whether a pipeline can be an argument without parentheses. */
export function isOneWord(text: string): boolean {
  return /^([^\s"()]+|"([^"\\]|\\.)*"|[(][^()]*[)])$/.test(text) && text !== 'list' && text !== 'dict';
}
