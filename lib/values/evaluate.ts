import { createHash } from 'node:crypto';
import { ConfigError } from '../vocabulary/config-error';
import { canonicalJson, compareBytes, isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import { nameOf } from './chart-value';
import { expressionOf, isDeferral, type Expression, type LoopVariable, type Tree } from './expression';
import { typeOf } from './expression-type';
import { lookUp, valueAmong, type Reads } from './looked-up';
import { mergeNamed } from './named-entries';
import { isTruthy } from './conditions';
import { elementsOf } from './presence';

/** What a deployment knows: the merged values, the release and the chart. */
export interface DeployContext {
  /** The merged values; without any, every value is its own default. @default - the defaults alone */
  readonly values?: JsonObject;
  /** The release: its name and namespace. */
  readonly release: { readonly name: string; readonly namespace: string };
  /** The chart that is installed. */
  readonly chart: { readonly name: string; readonly version: string; readonly appVersion: string };
}

type Loops = ReadonlyMap<LoopVariable, { readonly key: Json; readonly value: Json }>;

/**
 * The plain JSON that a tree means in a deployment; `undefined` where it means nothing at all. A map or list of
 * which every part disappeared disappears too (an empty one that was written as such stays).
 *
 * @param reads gets what the result depends on, beside release and chart. @default - nobody asks
 */
export function evaluate(tree: Tree | undefined, context: DeployContext, reads?: Reads): Json | undefined {
  return new Evaluation(context, new Map(), reads).tree(tree);
}

/** The plain meaning of expressions; the Helm interpreter must agree with every line of it. */
class Evaluation {
  constructor(
    private readonly context: DeployContext,
    private readonly loops: Loops,
    private readonly reads: Reads | undefined,
  ) {}

  tree(tree: Tree | undefined): Json | undefined {
    if (tree === undefined) return undefined;
    if (isDeferral(tree)) return this.value(expressionOf(tree));
    if (typeof tree !== 'object' || tree === null) return tree;
    if (Array.isArray(tree)) {
      const elements = elementsOf(tree);
      const list: Json[] = [];
      for (const element of elements) this.addElements(element, list);
      return list.length === 0 && elements.length > 0 ? undefined : list;
    }
    const children = tree as Readonly<Record<string, Tree | undefined>>;
    const result: Record<string, Json> = {};
    let given = false;
    let left = false;
    for (const key of Object.keys(children)) {
      const child = children[key];
      if (child === undefined) continue;
      given = true;
      const value = this.tree(child);
      if (value === undefined) continue;
      left = true;
      result[key] = value;
    }
    return given && !left ? undefined : result;
  }

  private value(expression: Expression): Json | undefined {
    switch (expression.op) {
      case 'value': {
        const value = valueAmong(this.context.values, expression);
        this.reads?.set(expression, value);
        return value;
      }
      case 'release':
        return this.context.release[expression.field];
      case 'chart':
        return this.context.chart[expression.field];
      case 'installation':
      case 'exists':
      case 'keptSecret':
        throw new ConfigError(
          'chart-only',
          undefined,
          `${nameOf(expression)} is known to Helm only; use it in what includeOnlyIn(construct, 'chart') names`,
        );
      case 'literal':
        return expression.value;
      case 'item':
        return lookUp(this.loop(expression.variable).value, expression.path);
      case 'key':
        return this.loop(expression.variable).key;
      case 'and':
        return expression.operands.every((operand) => isTruthy(this.value(operand)));
      case 'or':
        return expression.operands.some((operand) => isTruthy(this.value(operand)));
      case 'not':
        return !isTruthy(this.value(expression.operand));
      case 'equals':
        return this.value(expression.left) === this.value(expression.right);
      case 'less':
        return this.number(expression.left) < this.number(expression.right);
      case 'add':
        return this.number(expression.left) + this.number(expression.right);
      case 'multiply':
        return this.number(expression.left) * this.number(expression.right);
      case 'if':
        return this.value(
          isTruthy(this.value(expression.condition)) ? expression.then : expression.otherwise,
        );
      case 'format':
        return expression.parts.map((part) => (typeof part === 'string' ? part : this.text(part))).join('');
      case 'default': {
        const value = this.value(expression.value);
        return isTruthy(value) ? value : this.value(expression.fallback);
      }
      case 'lower':
        return this.text(expression.operand).toLowerCase();
      case 'truncate':
        return this.text(expression.operand).slice(0, expression.length).replace(/-$/, '');
      case 'base64':
        return Buffer.from(this.text(expression.operand)).toString('base64');
      case 'hash':
        return createHash('sha256')
          .update(canonicalJson(this.value(expression.operand) ?? emptyOf(expression.operand)))
          .digest('hex');
      case 'releaseName':
        return this.text(expression.operand)
          .replaceAll('{{ .Release.Name }}', this.context.release.name)
          .replaceAll('{{.Release.Name}}', this.context.release.name);
      case 'mergeByName':
        return undefinedIfEmpty(
          mergeNamed(
            expression.lists.flatMap((list) => this.list(list)),
            expression.secrets,
          ),
        );
      case 'tree':
        return this.tree(expression.tree);
      case 'fields':
        return this.joinFields(expression.parts);
      case 'forEach': {
        const list = this.iterate(expression).flatMap((inner) => inner.elements(expression.body));
        return undefinedIfEmpty(list);
      }
      case 'spread':
        return this.list(expression.list);
      case 'when':
        return isTruthy(this.value(expression.condition)) ? this.value(expression.body) : undefined;
      case 'fragment':
        return this.value(expression.body);
    }
  }

  private addElements(element: Tree, list: Json[]): void {
    if (isDeferral(element)) {
      for (const value of this.elements(expressionOf(element))) list.push(value);
    } else {
      const value = this.tree(element);
      if (value !== undefined) list.push(value);
    }
  }

  /** The elements that a tree or expression gives as an element of a list: none, one or many. */
  private elements(expression: Expression): Json[] {
    if (expression.op === 'when') {
      return isTruthy(this.value(expression.condition)) ? this.elements(expression.body) : [];
    }
    const value = this.value(expression);
    if (value === undefined) return [];
    return (expression.op === 'forEach' || expression.op === 'spread') && Array.isArray(value)
      ? (value as Json[])
      : [value];
  }

  private joinFields(parts: readonly Expression[]): JsonObject | undefined {
    const joined: Record<string, Json | undefined> = {};
    for (const part of parts) {
      for (const map of part.op === 'forEach'
        ? this.iterate(part).map((inner) => inner.value(part.body))
        : [this.value(part)]) {
        if (isJsonObject(map)) Object.assign(joined, map);
      }
    }
    return Object.keys(joined).length === 0 ? undefined : joined;
  }

  private iterate(expression: Expression & { op: 'forEach' }): Evaluation[] {
    const over = this.value(expression.over) ?? [];
    const entries: [Json, Json][] = Array.isArray(over)
      ? (over as Json[]).map((value, index) => [index, value])
      : Object.entries(over as Record<string, Json>).sort(([a], [b]) => compareBytes(a, b));
    return entries.map(
      ([key, value]) =>
        new Evaluation(
          this.context,
          new Map([...this.loops, [expression.variable, { key, value }]]),
          this.reads,
        ),
    );
  }

  private loop(variable: LoopVariable): { key: Json; value: Json } {
    const loop = this.loops.get(variable);
    if (!loop) {
      throw new ConfigError(
        'loop-variable-outside',
        undefined,
        `the ${variable.hint} of a forEach is used outside of its body; use it only in the tree that the body returns`,
      );
    }
    return loop;
  }

  private list(expression: Expression): Json[] {
    const value = this.value(expression);
    return Array.isArray(value) ? (value as Json[]) : [];
  }

  private number(expression: Expression): number {
    const value = this.value(expression);
    if (typeof value === 'number') return value;
    throw unexpected(expression, value, 'a number');
  }

  private text(expression: Expression): string {
    const value = this.value(expression);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return String(value);
    throw unexpected(expression, value, 'a text');
  }
}

/** What a template reads back from a named template that printed nothing. */
function emptyOf(expression: Expression): Json {
  return typeOf(expression) === 'list' ? [] : {};
}

function unexpected(expression: Expression, found: Json | undefined, expected: string): ConfigError {
  return new ConfigError(
    'deferred-type',
    undefined,
    `${nameOf(expression)} is ${found === undefined ? 'missing' : JSON.stringify(found)}, expected ${expected}`,
  );
}

function undefinedIfEmpty(list: Json[]): Json[] | undefined {
  return list.length === 0 ? undefined : list;
}
