import { expressionOf, isDeferral, type Expression, type LoopVariable, type Tree } from './expression';
import { schemaOf, typeOf } from './expression-type';
import { goLiteral } from './go-literal';
import { HelmExpressions, type TemplateScope } from './helm-expression';
import { helmScalar } from './helm-scalar';
import { mentions } from './expression-parts';
import { literalYaml } from './literal-yaml';
import { childrenOf, elementsOf, presenceOf } from './presence';
import { isSmall, isStructured, leadByFixedField } from './printed-form';
import { inReadingOrder } from './reading-order';
import { action, guarded, indented, joinedGuards, pad, withoutGuard, type Lines } from './template-lines';

/** Prints trees as the text of Helm templates, in the form in which people write them. */
export class HelmTrees {
  constructor(readonly expressions: HelmExpressions) {}

  /** The lines of a map's fields, or of a list's elements, at an indent. */
  block(expression: Expression, indent: number, scope: TemplateScope): Lines {
    switch (expression.op) {
      case 'tree':
        return Array.isArray(expression.tree)
          ? joinedGuards(
              elementsOf(expression.tree).map((item) => this.element(expressionOf(item), indent, scope)),
            )
          : this.mapFields(inReadingOrder(childrenOf(expression.tree)), indent, scope);
      case 'fields':
        return expression.parts.flatMap((part) => this.fieldsPart(part, indent, scope));
      case 'forEach':
        return this.loop(expression, indent, scope, (body, inner) => this.element(body, indent, inner));
      case 'when':
        return guarded(
          this.condition(expression.condition, scope),
          indent,
          this.block(expression.body, indent, scope),
        );
      case 'if':
        return [
          action(indent, `if ${this.condition(expression.condition, scope)}`),
          ...this.block(expression.then, indent, scope),
          action(indent, 'else'),
          ...this.block(expression.otherwise, indent, scope),
          action(indent, 'end'),
        ];
      case 'fragment':
        return [indented(indent, this.expressions.include(expression, scope))];
      case 'mergeByName':
        return [indented(indent, this.mergeCall(expression, scope))];
      default:
        return [indented(indent, `toYaml ${this.expressions.operand(expression, scope)}`)];
    }
  }

  /** The lines of one field of a map. */
  field(key: string, expression: Expression, indent: number, scope: TemplateScope): Lines {
    const label = pad(indent) + literalYaml(key);
    if (expression.op === 'when') return this.conditionalField(key, expression, indent, scope);
    if (expression.op === 'if' && this.needsLines(expression, scope)) {
      return [
        action(indent, `if ${this.condition(expression.condition, scope)}`),
        ...this.field(key, expression.then, indent, scope),
        action(indent, 'else'),
        ...this.field(key, expression.otherwise, indent, scope),
        action(indent, 'end'),
      ];
    }
    if (isMerged(expression)) {
      const text =
        expression.op === 'fragment'
          ? this.expressions.include(expression, scope)
          : this.mergeCall(expression, scope);
      return [action(indent, `with ${text}`), `${label}:`, indented(indent + 2, '.'), action(indent, 'end')];
    }
    const inline = this.inline(expression, indent, scope);
    if (inline !== undefined) return [`${label}: ${inline}`];
    const nested = indent + 2;
    const block = this.block(expression, nested, scope);
    const presence = presenceOf(expression);
    if (!isDeferral(presence)) return [`${label}:`, ...block];
    const condition = this.condition(expressionOf(presence), scope);
    return guarded(condition, indent, [`${label}:`, ...withoutGuard(condition, block)]);
  }

  /** The text of a scalar, or of an empty map or list, that stands on the line of its key. */
  inline(expression: Expression, indent: number, scope: TemplateScope): string | undefined {
    if (expression.op === 'literal') return literalYaml(expression.value, indent);
    if (expression.op === 'tree') {
      if (Array.isArray(expression.tree)) return elementsOf(expression.tree).length === 0 ? '[]' : undefined;
      return childrenOf(expression.tree).length === 0 ? '{}' : undefined;
    }
    if (isStructured(expression)) return undefined;
    const type = typeOf(expression);
    if (type === 'map' || type === 'list') return undefined;
    return helmScalar(expression, indent, { expressions: this.expressions, scope });
  }

  /** A condition's pipeline, as `if` takes it. */
  condition(expression: Expression, scope: TemplateScope): string {
    return this.expressions.pipeline(expression, scope);
  }

  /** A choice that `ternary` would make a line of that nobody reads. */
  private needsLines(choice: Expression & { op: 'if' }, scope: TemplateScope): boolean {
    return (
      isStructured(choice.then) ||
      isStructured(choice.otherwise) ||
      this.expressions.pipeline(choice, scope).length > LONGEST_TERNARY
    );
  }

  private mapFields(children: readonly [string, Tree][], indent: number, scope: TemplateScope): Lines {
    return joinedGuards(children.map(([key, child]) => this.field(key, expressionOf(child), indent, scope)));
  }

  private conditionalField(
    key: string,
    expression: Expression & { op: 'when' },
    indent: number,
    scope: TemplateScope,
  ): Lines {
    if (
      expression.condition === expression.body &&
      expression.body.op !== 'and' &&
      expression.body.op !== 'or'
    ) {
      return this.withField(key, expression.body, indent, scope);
    }
    const presence = presenceOf(expression);
    const lines = this.field(key, unguarded(expression.body), indent, scope);
    return guarded(this.condition(expressionOf(presence), scope), indent, lines);
  }

  /** `with` for a value that is there unless empty. */
  private withField(key: string, value: Expression, indent: number, scope: TemplateScope): Lines {
    const label = pad(indent) + literalYaml(key);
    const type = typeOf(value);
    const schema = schemaOf(value);
    const body =
      type === 'map' || type === 'list'
        ? [`${label}:`, indented(indent + 2, 'toYaml .')]
        : [
            `${label}: ${type === 'string' ? '{{ . | quote }}' : type === 'integer' && !isSmall(value) ? '{{ . | int64 }}' : schema?.type === 'intOrString' ? '{{ . | toJson }}' : '{{ . }}'}`,
          ];
    return [
      action(indent, `with ${this.expressions.pipeline(value, scope)}`),
      ...body,
      action(indent, 'end'),
    ];
  }

  private fieldsPart(part: Expression, indent: number, scope: TemplateScope): Lines {
    if (part.op === 'forEach') {
      return this.loop(part, indent, scope, (body, inner) => this.block(body, indent, inner));
    }
    if (part.op === 'tree' || part.op === 'fragment' || part.op === 'fields' || part.op === 'if') {
      return this.block(part, indent, scope);
    }
    if (part.op === 'when') {
      const body = this.fieldsPart(part.body, indent, scope);
      return guarded(this.condition(part.condition, scope), indent, body);
    }
    const text = this.expressions.pipeline(part, scope);
    return [action(indent, `with ${text}`), indented(indent, 'toYaml .'), action(indent, 'end')];
  }

  private element(expression: Expression, indent: number, scope: TemplateScope): Lines {
    switch (expression.op) {
      case 'when':
        return guarded(
          this.condition(expression.condition, scope),
          indent,
          this.element(expression.body, indent, scope),
        );
      case 'forEach':
        return this.loop(expression, indent, scope, (body, inner) => this.element(body, indent, inner));
      case 'spread': {
        const text = this.expressions.pipeline(expression.list, scope);
        return [action(indent, `with ${text}`), indented(indent, 'toYaml .'), action(indent, 'end')];
      }
      default:
        return this.solidElement(expression, indent, scope);
    }
  }

  private solidElement(expression: Expression, indent: number, scope: TemplateScope): Lines {
    const inline = this.inline(expression, indent, scope);
    if (inline !== undefined) return [`${pad(indent)}- ${inline}`];
    const presence = presenceOf(expression);
    const lines = this.dashed(this.block(leadByFixedField(expression), indent + 2, scope), indent);
    return isDeferral(presence)
      ? guarded(this.condition(expressionOf(presence), scope), indent, lines)
      : lines;
  }

  /** Puts the dash before the first line, or on a line of its own where an action comes first. */
  private dashed(lines: Lines, indent: number): Lines {
    const [first, ...rest] = lines as [string, ...string[]];
    if (first.trimStart().startsWith('{{-')) return [`${pad(indent)}-`, first, ...rest];
    return [`${pad(indent)}- ${first.slice(indent + 2)}`, ...rest];
  }

  private loop(
    expression: Expression & { op: 'forEach' },
    indent: number,
    scope: TemplateScope,
    print: (body: Expression, scope: TemplateScope) => Lines,
  ): Lines {
    const usesKey = mentions(
      expression.body,
      (part) => part.op === 'key' && part.variable === expression.variable,
    );
    const nested = mentions(expression.body, (part) => part.op === 'forEach');
    const named = usesKey || nested;
    const value = named ? unusedName(expression.variable.hint, scope) : '.';
    const loops = new Map<LoopVariable, { value: string; key: string }>([
      ...scope.loops,
      [expression.variable, { value, key: `${value}Key` }],
    ]);
    const over = this.expressions.pipeline(expression.over, scope);
    const head = named ? `range ${usesKey ? `${value}Key, ` : ''}${value} := ${over}` : `range ${over}`;
    return [action(indent, head), ...print(expression.body, { root: '$', loops }), action(indent, 'end')];
  }

  /** The body of a named template that merges lists: a line for each of them. */
  mergeSteps(expression: Expression & { op: 'mergeByName' }, scope: TemplateScope): Lines {
    const steps = new Map<string, string>();
    const entries = expression.lists.map((list) => {
      if (list.op !== 'fragment') return this.mergedList(list, scope);
      const step = this.expressions.pipeline(list, scope);
      const name = steps.get(step) ?? `$${list.name.slice(list.name.lastIndexOf('.') + 1)}`;
      steps.set(step, name);
      return name;
    });
    return [
      ...[...steps].map(([step, name]) => action(0, `${name} := ${step}`)),
      action(0, `$entries := concat ${entries.join(' ')}`),
      action(0, `$secrets := ${goLiteral([...new Set(expression.secrets)])}`),
      action(0, `${this.mergeInclude(scope)} (dict "entries" $entries "secrets" $secrets)`),
    ];
  }

  private mergeCall(expression: Expression & { op: 'mergeByName' }, scope: TemplateScope): string {
    const lists = expression.lists.map((list) => this.mergedList(list, scope)).join(' ');
    const secrets = goLiteral([...new Set(expression.secrets)]);
    return `${this.mergeInclude(scope)} (dict "entries" (concat ${lists}) "secrets" (${secrets}))`;
  }

  /** `concat` takes no list that is not there. */
  private mergedList(list: Expression, scope: TemplateScope): string {
    return list.op === 'fragment'
      ? this.expressions.operand(list, scope)
      : `(${this.expressions.pipeline(list, scope)} | default list)`;
  }

  private mergeInclude(scope: TemplateScope): string {
    return this.expressions.include(MERGE_BY_NAME, scope).replace(/ [.$]$/, '');
  }
}

/** Whether a field is a merged list, which may be empty. */
function isMerged(
  expression: Expression,
): expression is Expression & ({ op: 'mergeByName' } | { op: 'fragment' }) {
  return (
    expression.op === 'mergeByName' || (expression.op === 'fragment' && expression.body.op === 'mergeByName')
  );
}

const LONGEST_TERNARY = 100;

/** The named template that merges lists; it is not printed from a tree. */
export const MERGE_BY_NAME: Expression & { op: 'fragment' } = {
  op: 'fragment',
  name: 'mergeByName',
  body: { op: 'literal', value: null },
};

function unguarded(expression: Expression): Expression {
  return expression.op === 'when' ? unguarded(expression.body) : expression;
}

function unusedName(hint: string, scope: TemplateScope): string {
  const used = new Set([...scope.loops.values()].map((loop) => loop.value));
  let name = `$${hint}`;
  for (let count = 2; used.has(name); count += 1) name = `$${hint}${count}`;
  return name;
}
