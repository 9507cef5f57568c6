import { isJsonObject } from '../vocabulary/json';
import type { Expression } from './expression';
import type { ValueSchema } from './value-schema';

/** What an expression gives, as far as it can be told without values. */
export type ExpressionType = 'string' | 'integer' | 'number' | 'boolean' | 'map' | 'list' | 'unknown';

/** The static type of an expression. */
export function typeOf(expression: Expression): ExpressionType {
  switch (expression.op) {
    case 'value':
      return typeOfSchema(expression.schema);
    case 'item':
      return typeOfSchema(schemaAt(expression.variable.schema, expression.path));
    case 'installation':
      return expression.field === 'service'
        ? 'string'
        : expression.field === 'revision'
          ? 'integer'
          : 'boolean';
    case 'release':
    case 'keptSecret':
    case 'chart':
    case 'key':
    case 'format':
    case 'lower':
    case 'truncate':
    case 'base64':
    case 'hash':
    case 'releaseName':
      return 'string';
    case 'literal':
      return typeOfLiteral(expression.value);
    case 'and':
    case 'or':
    case 'not':
    case 'equals':
    case 'less':
    case 'exists':
      return 'boolean';
    case 'add':
    case 'multiply':
      return 'integer';
    case 'if': {
      const then = typeOf(expression.then);
      return then === typeOf(expression.otherwise) ? then : 'unknown';
    }
    case 'default':
      return typeOf(expression.value);
    case 'mergeByName':
    case 'forEach':
    case 'spread':
      return 'list';
    case 'tree':
      return Array.isArray(expression.tree) ? 'list' : 'map';
    case 'fields':
      return 'map';
    case 'when':
    case 'fragment':
      return typeOf(expression.body);
  }
}

/** The declared schema of a value, or of a field of a loop's element. */
export function schemaOf(expression: Expression): ValueSchema | undefined {
  if (expression.op === 'value') return expression.schema;
  return expression.op === 'item' ? schemaAt(expression.variable.schema, expression.path) : undefined;
}

function schemaAt(schema: ValueSchema | undefined, path: readonly string[]): ValueSchema | undefined {
  let at = schema;
  for (const key of path) at = at?.type === 'struct' ? at.fields[key] : undefined;
  return at;
}

function typeOfSchema(schema: ValueSchema | undefined): ExpressionType {
  switch (schema?.type) {
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      return schema.type;
    case 'array':
      return 'list';
    case 'map':
    case 'struct':
    case 'freeForm':
      return 'map';
    default:
      return 'unknown';
  }
}

function typeOfLiteral(value: unknown): ExpressionType {
  if (Array.isArray(value)) return 'list';
  if (isJsonObject(value)) return 'map';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' || typeof value === 'boolean'
    ? (typeof value as 'string' | 'boolean')
    : 'unknown';
}
