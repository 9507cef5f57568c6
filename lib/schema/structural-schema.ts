/**
 * A CustomResourceDefinition's schema as the API server reads it: JSON Schema cut down to what a structural
 * schema may hold, with the x-kubernetes extensions and without prose. Equal subschemas are one object.
 *
 * @see
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export interface StructuralSchema {
  readonly type?: 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string';
  readonly format?: string;
  readonly enum?: readonly unknown[];
  /** What the API server fills in where the field is absent. */
  readonly default?: unknown;
  readonly nullable?: boolean;

  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: StructuralSchema | boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;

  readonly items?: StructuralSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;

  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;

  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;

  readonly allOf?: readonly StructuralSchema[];
  readonly anyOf?: readonly StructuralSchema[];
  readonly oneOf?: readonly StructuralSchema[];
  readonly not?: StructuralSchema;

  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'map' | 'set';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  /** Fields that the schema does not name are kept; elsewhere the API server refuses or drops them. */
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-validations'?: readonly CelRule[];
}

/** A rule in the Common Expression Language over the value it stands at (`self`). */
export interface CelRule {
  readonly rule: string;
  readonly message?: string;
  /** A CEL expression for the message; it takes precedence over `message`. */
  readonly messageExpression?: string;
  /** The field below the value that the failure is reported at. */
  readonly fieldPath?: string;
  /** The API reason of the failure. @default 'FieldValueInvalid' */
  readonly reason?: string;
  /** Whether a transition rule runs where there is no old value. */
  readonly optionalOldSelf?: boolean;
}
