import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { JsonObject } from '../vocabulary/json';
import { nearestName } from '../vocabulary/nearest-name';

/** The schema is used a few times only: compiling it into faster code would cost more than it saves. */
const OPTIONS = {
  allErrors: true,
  verbose: true,
  strict: false,
  validateFormats: false,
  code: { optimize: false },
};

/** Checks values against a JSON Schema: the one that the chart carries as `values.schema.json`. */
export class ValuesErrors {
  private readonly validate: ValidateFunction;

  constructor(schema: JsonObject) {
    this.validate = new Ajv(OPTIONS).compile(schema);
  }

  /** Every mistake in the values: path, what was found, what was expected, and the nearest valid key. */
  of(values: JsonObject): string[] {
    if (this.validate(values)) return [];
    const messages = (this.validate.errors ?? []).flatMap((error) => message(error, values) ?? []);
    return [...new Set(messages)];
  }
}

function message(error: ErrorObject, values: JsonObject): string | undefined {
  const path = pathOf(error.instancePath, values);
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  const found = JSON.stringify(error.data);
  const parameters = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(parameters['additionalProperty']);
      const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
      const nearest = nearestName(key, known);
      const hint =
        nearest === undefined ? `valid keys are ${known.join(', ')}` : `did you mean '${nearest}'?`;
      return `${at(key)}: unknown key; ${hint}`;
    }
    case 'required':
      return `${at(String(parameters['missingProperty']))}: is missing (or null), expected a value`;
    case 'propertyNames':
      return `${at(String(parameters['propertyName']))}: is set by the chart itself; remove the key`;
    case 'not':
      return undefined;
    case 'type':
      return `${path}: found ${found}, expected ${[parameters['type']].flat().join(' or ')}`;
    case 'enum':
      return `${path}: found ${found}, expected ${(parameters['allowedValues'] as unknown[]).map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'pattern':
      return `${path}: found ${found}, expected text that matches ${String(parameters['pattern'])}`;
    default:
      return `${path}: found ${found}, ${error.message ?? error.keyword}${reason(error)}`;
  }
}

/** Why the value has its bounds, where the schema says so. */
function reason({ parentSchema }: ErrorObject): string {
  const { $comment } = parentSchema as { $comment?: string };
  return $comment === undefined ? '' : `: ${$comment}`;
}

/** `/backend/env/0/name` as people write it: `backend.env[0].name`. */
function pathOf(pointer: string, values: JsonObject): string {
  let at: unknown = values;
  let path = '';
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path += Array.isArray(at) ? `[${key}]` : path === '' ? key : `.${key}`;
    at = (at as Record<string, unknown>)[key];
  }
  return path;
}
