import type { Json, JsonObject } from '../vocabulary/json';

/** What every declared value says of itself. */
export interface ValueOptions {
  /** What the value does, in one sentence; becomes the comment in `values.yaml` and the schema's description. */
  readonly description: string;
}

/** Bounds of a text value. */
export interface TextSchema {
  /** A text. */
  readonly type: 'string';
  /** Regular expression (RE2 and ECMAScript alike) that the whole text must match; write it anchored. @default - any text */
  readonly pattern?: string;
  /** Characters at most. @default - any number */
  readonly maxLength?: number;
  /** Characters at least. @default 0 */
  readonly minLength?: number;
  /** The only texts that are allowed. @default - any text */
  readonly oneOf?: readonly string[];
}

/** Bounds of a whole or fractional number. */
export interface NumberSchema {
  /** A whole number, or a fractional one too. */
  readonly type: 'integer' | 'number';
  /** The least that is allowed. @default - none */
  readonly minimum?: number;
  /** The most that is allowed. @default - none */
  readonly maximum?: number;
  /** Why it has these bounds, for who goes beyond them: the `$comment` of the schema. @default - nothing */
  readonly because?: string;
}

/** True or false. */
export interface BooleanSchema {
  /** True or false. */
  readonly type: 'boolean';
  /** The only value that is allowed, where the other one no longer has a meaning. @default - both */
  readonly only?: boolean;
}

/** A list, of items of one kind. */
export interface ListSchema {
  /** A list. */
  readonly type: 'array';
  /** What each item may be. */
  readonly items: ValueSchema;
}

/** A map from any key to values of one schema. */
export interface MapSchema {
  /** A map. */
  readonly type: 'map';
  /** What each value may be. */
  readonly values: ValueSchema;
  /** Keys that the chart sets itself and that a values file must not set. @default - none */
  readonly reservedKeys?: readonly string[];
}

/** Fixed fields; a misspelt one is refused. Fields that are not optional must be there after merging. */
export interface StructSchema {
  /** Fixed fields. */
  readonly type: 'struct';
  /** What each field may be. */
  readonly fields: Readonly<Record<string, ValueSchema & { readonly optional?: boolean }>>;
}

/** A whole number or a text, as in Kubernetes' ports and percentages. */
export interface IntOrStringSchema {
  /** A whole number or a text. */
  readonly type: 'intOrString';
}

/** A Kubernetes object or list that is passed through; the API server knows its fields. */
export interface FreeFormSchema {
  /** Anything. */
  readonly type: 'freeForm';
}

/** What a deploy-time value may be, and what it is for. */
export type ValueSchema = (
  | TextSchema
  | NumberSchema
  | BooleanSchema
  | ListSchema
  | MapSchema
  | StructSchema
  | IntOrStringSchema
  | FreeFormSchema
) & { readonly description?: string };

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** Text that is a DNS label, or nothing. */
export const OPTIONAL_DNS_LABEL = `^(${LABEL})?$`;

/** Text that is a DNS name: labels with dots between, as the names of most objects and of hosts. */
export const DNS_NAME = `^${LABEL}(\\.${LABEL})*$`;

/** Text that is a DNS name, or nothing. */
export const OPTIONAL_DNS_NAME = `^(${LABEL}(\\.${LABEL})*)?$`;

/** Text that is a host name, one with a wildcard for its first label, or a wildcard alone. */
export const HOST_PATTERN = `^(\\*|(\\*\\.)?${LABEL}(\\.${LABEL})*)$`;

/** The JSON Schema (draft 7, which every supported Helm reads) of a value. */
export function toJsonSchema(schema: ValueSchema): JsonObject {
  const described = schema.description === undefined ? {} : { description: schema.description };
  return { ...described, ...shapeOf(schema) };
}

function shapeOf(schema: ValueSchema): JsonObject {
  switch (schema.type) {
    case 'string':
      return {
        type: 'string',
        pattern: schema.pattern,
        minLength: schema.minLength,
        maxLength: schema.maxLength,
        enum: schema.oneOf,
      };
    case 'integer':
    case 'number':
      return {
        type: schema.type,
        minimum: schema.minimum,
        maximum: schema.maximum,
        $comment: schema.because,
      };
    case 'boolean':
      return { type: 'boolean', enum: schema.only === undefined ? undefined : [schema.only] };
    case 'array':
      return { type: 'array', items: toJsonSchema(schema.items) };
    case 'map':
      return {
        type: 'object',
        additionalProperties: toJsonSchema(schema.values),
        propertyNames: schema.reservedKeys ? { not: { enum: schema.reservedKeys } } : undefined,
      };
    case 'struct':
      return structSchema(schema);
    case 'intOrString':
      return { type: ['integer', 'string'] };
    case 'freeForm':
      return { type: 'object' };
  }
}

function structSchema(schema: StructSchema): JsonObject {
  const entries = Object.entries(schema.fields);
  const required = entries.filter(([, field]) => !field.optional).map(([key]) => key);
  return {
    type: 'object',
    additionalProperties: false,
    required: required.length > 0 ? required : undefined,
    properties: Object.fromEntries(entries.map(([key, field]): [string, Json] => [key, toJsonSchema(field)])),
  };
}
