import type { Json } from '../vocabulary/json';
import type { ValueSchema } from './value-schema';

/**
 * What a deferred value computes. The list is closed: each operator has one meaning and two interpreters,
 * `evaluate` (plain manifests) and `helm-expression` / `helm-tree` (chart templates). `installation`, `exists`
 * and `keptSecret` are for parts of the chart only.
 */
export type Expression =
  | {
      readonly op: 'value';
      readonly path: readonly string[];
      readonly schema: ValueSchema;
      readonly default: Json;
    }
  | { readonly op: 'release'; readonly field: 'name' | 'namespace' }
  | { readonly op: 'installation'; readonly field: 'isInstall' | 'isUpgrade' | 'revision' | 'service' }
  | {
      readonly op: 'keptSecret';
      readonly namespace: Expression;
      readonly name: Expression;
      readonly key: string;
      readonly length: number;
    }
  | {
      readonly op: 'exists';
      readonly apiVersion: string;
      readonly kind: string;
      readonly namespace: Expression;
      readonly name: Expression;
    }
  | { readonly op: 'chart'; readonly field: 'name' | 'version' | 'appVersion' }
  | { readonly op: 'literal'; readonly value: Json }
  | { readonly op: 'item'; readonly variable: LoopVariable; readonly path: readonly string[] }
  | { readonly op: 'key'; readonly variable: LoopVariable }
  | { readonly op: 'and' | 'or'; readonly operands: readonly Expression[] }
  | { readonly op: 'not'; readonly operand: Expression }
  | {
      readonly op: 'equals' | 'less' | 'add' | 'multiply';
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly op: 'if';
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly op: 'format'; readonly parts: readonly (string | Expression)[] }
  | { readonly op: 'default'; readonly value: Expression; readonly fallback: Expression }
  | { readonly op: 'lower' | 'base64' | 'hash'; readonly operand: Expression }
  | { readonly op: 'truncate'; readonly operand: Expression; readonly length: number }
  | { readonly op: 'releaseName'; readonly operand: Expression }
  | { readonly op: 'mergeByName'; readonly lists: readonly Expression[]; readonly secrets: readonly string[] }
  | { readonly op: 'tree'; readonly tree: Tree }
  | { readonly op: 'fields'; readonly parts: readonly Expression[] }
  | {
      readonly op: 'forEach';
      readonly over: Expression;
      readonly variable: LoopVariable;
      readonly body: Expression;
    }
  | { readonly op: 'spread'; readonly list: Expression }
  | { readonly op: 'when'; readonly condition: Expression; readonly body: Expression }
  | { readonly op: 'fragment'; readonly name: string; readonly body: Expression };

/** The element, and for maps the key, that a `forEach` is at. Identity tells loops apart. */
export interface LoopVariable {
  /** What the element is called in the chart's templates where it needs a name. */
  readonly hint: string;
  /** What the element may be, where the list or map was declared with it. */
  readonly schema?: ValueSchema;
}

/** A JSON tree with deferred values anywhere in it. */
export type Tree =
  Json | Deferral | readonly (Tree | undefined)[] | { readonly [key: string]: Tree | undefined };

declare const carried: unique symbol;

/**
 * A value that is known only when manifests are evaluated or a chart is installed. It carries an expression under
 * a registered symbol; everything else that code may try on it throws.
 */
export interface Deferral<T = unknown> {
  readonly [EXPRESSION]: Expression;
  readonly [carried]?: T;
}

/** A registered symbol, so that two copies of the library in one process understand each other. */
export const EXPRESSION: unique symbol = Symbol.for('cdk8s-event-mesh.expression') as never;

/** True for values made by this library's deferred operators or declared in a values tree. */
export function isDeferral(value: unknown): value is Deferral {
  return typeof value === 'object' && value !== null && EXPRESSION in value;
}

/** The expression of a deferred value, a literal or a tree. */
export function expressionOf(value: Tree): Expression {
  if (isDeferral(value)) return value[EXPRESSION];
  if (typeof value !== 'object' || value === null) return { op: 'literal', value };
  return { op: 'tree', tree: value };
}
