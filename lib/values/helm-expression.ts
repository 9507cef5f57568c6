import { ConfigError } from '../vocabulary/config-error';
import { nameOf } from './chart-value';
import type { Expression, LoopVariable } from './expression';
import { typeOf } from './expression-type';
import { goLiteral, isOneWord } from './go-literal';
import { isMinusOne } from './arithmetic';
import { sameExpression } from './same-expression';
import { mayEndInText } from './trailing-text';

/** Where in a template an expression is printed: what the dot is, and how loops' elements are called. */
export interface TemplateScope {
  /** `.` at the top of a template, `$` inside `range` and `with`. */
  readonly root: '.' | '$';
  readonly loops: ReadonlyMap<LoopVariable, { readonly value: string; readonly key: string }>;
  /** What the dot is inside `with`. */
  readonly dot?: Expression;
}

/** The top of a template. */
export const TOP: TemplateScope = { root: '.', loops: new Map() };

/**
 * Go template text of an expression, for the chart of this name. `fragment` registers named templates, under the names
 * that are given for those of the fragments, else under these.
 */
export class HelmExpressions {
  /** The named templates that were included, by name. */
  readonly fragments = new Map<string, Expression & { op: 'fragment' }>();

  constructor(
    private readonly chartName: string,
    private readonly names: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** A pipeline: what stands between the braces. */
  pipeline(expression: Expression, scope: TemplateScope): string {
    if (scope.dot && sameExpression(scope.dot, expression)) return '.';
    switch (expression.op) {
      case 'value':
        return reference(scope.root === '.' ? '.Values' : '$.Values', expression.path);
      case 'release':
        return `${rootPrefix(scope)}.Release.${capitalised(expression.field)}`;
      case 'installation':
        return `${rootPrefix(scope)}.Release.${capitalised(expression.field)}`;
      case 'exists':
        return `not (empty (${this.lookup(expression.apiVersion, expression.kind, expression, scope)}))`;
      case 'keptSecret': {
        const secret = this.lookup('v1', 'Secret', expression, scope);
        return `dig "data" ${goLiteral(expression.key)} "" (${secret}) | default (randAlphaNum ${expression.length} | b64enc)`;
      }
      case 'chart':
        return `${rootPrefix(scope)}.Chart.${capitalised(expression.field)}`;
      case 'literal':
        return goLiteral(expression.value);
      case 'item':
        return reference(this.loop(expression.variable, scope).value, expression.path);
      case 'key':
        return this.loop(expression.variable, scope).key;
      case 'and':
      case 'or':
        return this.logical(expression.op, expression.operands, scope);
      case 'not':
        return `not ${this.operand(expression.operand, scope)}`;
      case 'equals':
        return `eq ${this.comparable(expression.left, scope)} ${this.comparable(expression.right, scope)}`;
      case 'less':
        return `lt ${this.comparable(expression.left, scope)} ${this.comparable(expression.right, scope)}`;
      case 'add': {
        const { left, right } = expression;
        const isDifference = right.op === 'multiply' && isMinusOne(right.right);
        const operand = this.operand(isDifference ? right.left : right, scope);
        return `${isDifference ? 'sub' : 'add'} ${this.operand(left, scope)} ${operand}`;
      }
      case 'multiply':
        return `mul ${this.operand(expression.left, scope)} ${this.operand(expression.right, scope)}`;
      case 'if':
        return `ternary ${this.operand(expression.then, scope)} ${this.operand(expression.otherwise, scope)} ${this.booleanOperand(expression.condition, scope)}`;
      case 'format':
        return this.printf(expression.parts, scope);
      case 'default':
        return `${this.pipeline(expression.value, scope)} | default ${this.operand(expression.fallback, scope)}`;
      case 'lower':
        return `${this.pipeline(expression.operand, scope)} | lower`;
      case 'truncate': {
        const start = `${this.pipeline(expression.operand, scope)} | trunc ${expression.length}`;
        return expression.operand.op === 'hash' ? start : `${start} | trimSuffix "-"`;
      }
      case 'base64':
        return `${this.pipeline(expression.operand, scope)} | b64enc`;
      case 'hash':
        return `${this.pipeline(expression.operand, scope)} | toJson | sha256sum`;
      case 'releaseName': {
        const name = `${rootPrefix(scope)}.Release.Name`;
        const text = this.pipeline(expression.operand, scope);
        return `${text} | replace "{{ .Release.Name }}" ${name} | replace "{{.Release.Name}}" ${name}`;
      }
      case 'fragment':
        return this.includeData(expression, scope);
      case 'spread':
        return this.pipeline(expression.list, scope);
      case 'mergeByName':
      case 'tree':
      case 'fields':
      case 'forEach':
      case 'when':
        throw new ConfigError(
          'needs-fragment',
          undefined,
          `${nameOf(expression)} is a tree that a template can only compute with under a name; wrap it in fragment(name, …)`,
        );
    }
  }

  /** A pipeline that can be an argument: in parentheses unless it is one word. */
  operand(expression: Expression, scope: TemplateScope): string {
    const text = this.pipeline(expression, scope);
    return isOneWord(text) ? text : `(${text})`;
  }

  /** The call of a fragment's named template, giving text. */
  include(expression: Expression & { op: 'fragment' }, scope: TemplateScope): string {
    const name = this.names.get(expression.name) ?? expression.name;
    const known = this.fragments.get(name);
    if (known && known.body !== expression.body && !sameExpression(known.body, expression.body)) {
      throw new ConfigError(
        'fragment-name-taken',
        undefined,
        `two different subtrees are called fragment '${expression.name}'; give one of them another name`,
      );
    }
    this.fragments.set(name, expression);
    return `include "${this.chartName}.${name}" ${scope.root}`;
  }

  private logical(op: 'and' | 'or', operands: readonly Expression[], scope: TemplateScope): string {
    const texts = [...new Set(operands.map((operand) => this.operand(operand, scope)))];
    const [only] = operands as readonly [Expression];
    if (texts.length === 1) return this.pipeline(only, scope);
    if (op === 'and' && operands.every((operand) => operand.op === 'not')) {
      return `not (${this.logical(
        'or',
        operands.map((not) => not.operand),
        scope,
      )})`;
    }
    return `${op} ${texts.join(' ')}`;
  }

  private lookup(
    apiVersion: string,
    kind: string,
    { namespace, name }: { readonly namespace: Expression; readonly name: Expression },
    scope: TemplateScope,
  ): string {
    const place = `${this.operand(namespace, scope)} ${this.operand(name, scope)}`;
    return `lookup ${goLiteral(apiVersion)} ${goLiteral(kind)} ${place}`;
  }

  private includeData(expression: Expression & { op: 'fragment' }, scope: TemplateScope): string {
    const call = this.include(expression, scope);
    const type = typeOf(expression.body);
    if (type !== 'map' && type !== 'list') return call;
    const read = type === 'map' ? 'fromYaml' : 'fromYamlArray';
    // The named template's last newline is trimmed, but a block text that ends it needs one.
    return mayEndInText(expression.body) ? `${call} | printf "%s\\n" | ${read}` : `${call} | ${read}`;
  }

  private printf(parts: readonly (string | Expression)[], scope: TemplateScope): string {
    const verbs = parts.map((part) => {
      if (typeof part === 'string') return part.replaceAll('%', '%%');
      // The key of a list's element is a number.
      const type = part.op === 'key' ? 'unknown' : typeOf(part);
      return type === 'integer' ? '%d' : type === 'string' ? '%s' : '%v';
    });
    const operands = parts.flatMap((part) => {
      if (typeof part === 'string') return [];
      return [
        typeOf(part) === 'integer' ? `(int64 ${this.operand(part, scope)})` : this.operand(part, scope),
      ];
    });
    return `printf ${goLiteral(verbs.join(''))} ${operands.join(' ')}`;
  }

  /** Numbers of a values file are floats and those of `--set` integers; only equal types compare. */
  private comparable(expression: Expression, scope: TemplateScope): string {
    const type = typeOf(expression);
    const operand = this.operand(expression, scope);
    if (type === 'integer') return expression.op === 'literal' ? operand : `(int64 ${operand})`;
    return type === 'number' ? `(float64 ${operand})` : operand;
  }

  private booleanOperand(expression: Expression, scope: TemplateScope): string {
    if (givesBoolean(expression)) return this.operand(expression, scope);
    return `(not (not ${this.operand(expression, scope)}))`;
  }

  private loop(variable: LoopVariable, scope: TemplateScope): { value: string; key: string } {
    const loop = scope.loops.get(variable);
    if (loop) return loop;
    throw new ConfigError(
      'loop-variable-outside',
      undefined,
      `the ${variable.hint} of a forEach is used outside of its body; use it only in the tree that the body returns`,
    );
  }
}

/** Whether a template gives `true` or `false`: `and` and `or` give one of their operands, whatever that is. */
export function givesBoolean(expression: Expression): boolean {
  return expression.op === 'and' || expression.op === 'or'
    ? expression.operands.every(givesBoolean)
    : typeOf(expression) === 'boolean';
}

function rootPrefix(scope: TemplateScope): string {
  return scope.root === '.' ? '' : '$';
}

function capitalised(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}

function reference(base: string, path: readonly string[]): string {
  if (path.every((key) => /^[A-Za-z_]\w*$/.test(key))) {
    const dotted = path.map((key) => `.${key}`).join('');
    return base === '.' && dotted !== '' ? dotted : base + dotted;
  }
  return `index ${base} ${path.map((key) => JSON.stringify(key)).join(' ')}`;
}
