import type { Constraint } from '../values/constraint';
import { assuming } from '../values/assuming';
import { disjunction } from '../values/disjunction';
import { expressionOf, isDeferral, type Expression, type Tree } from '../values/expression';
import { mentions } from '../values/expression-parts';
import { typeOf } from '../values/expression-type';
import { goLiteral } from '../values/go-literal';
import { HelmExpressions, TOP } from '../values/helm-expression';
import { HelmTrees } from '../values/helm-tree';
import { elementsOf } from '../values/presence';
import { isStructured } from '../values/printed-form';
import { sameExpression } from '../values/same-expression';
import { negated } from '../values/negated';
import { guarded, wrapped } from '../values/template-lines';
import { BUILT_IN_TEMPLATES } from './built-in-templates';
import type { CollectedObject } from './collected-object';

/** The text of a chart's templates, printed from the object tree. */
export class HelmTemplates {
  private readonly expressions: HelmExpressions;
  private readonly trees: HelmTrees;

  /** @param names what the named templates of fragments are called; by default as the fragments */
  constructor(
    private readonly chartName: string,
    names?: ReadonlyMap<string, string>,
  ) {
    this.expressions = new HelmExpressions(chartName, names);
    this.trees = new HelmTrees(this.expressions);
  }

  /** One object, or a list of them, as documents of a template file. */
  document(object: CollectedObject): string {
    return this.documentLines(object).map(wrapped).join('\n');
  }

  private documentLines(object: CollectedObject): string[] {
    const { condition } = object;
    const manifest = expressionOf(
      isDeferral(condition) ? assuming(object.manifest, expressionOf(condition)) : object.manifest,
    );
    const body = object.isList
      ? [`{{- range ${this.expressions.pipeline(manifest, TOP)} }}`, '---', '{{ toYaml . }}', '{{- end }}']
      : this.trees.block(manifest, 0, TOP);
    if (!isDeferral(condition)) return [...body, ''];
    return [`{{- if ${this.trees.condition(expressionOf(condition), TOP)} }}`, ...body, '{{- end }}', ''];
  }

  /** The check of constraints: a template that prints nothing, or fails with the message. */
  validation(constraints: readonly Constraint[]): string {
    const violations = new Map<string, Expression[]>();
    for (const { condition, message } of constraints) {
      const known = violations.get(message) ?? [];
      known.push(negated(condition));
      violations.set(message, known);
    }
    const checks = [...violations].flatMap(([message, conditions]) =>
      // A violation that another one implies needs no check of its own.
      disjunction(conditions).flatMap((condition) => [
        wrapped(`{{- if ${this.trees.condition(condition, TOP)} }}`),
        `  {{- fail ${goLiteral(message)} }}`,
        '{{- end }}',
      ]),
    );
    return `${checks.join('\n')}\n`;
  }

  /** A text of lines, such as NOTES.txt: each is a text, or a list of lines that a condition guards. */
  text(lines: readonly (Tree | undefined)[]): string {
    return `${elementsOf(lines)
      .flatMap((line) => this.textLines(expressionOf(line)))
      .join('\n')}\n`;
  }

  private textLines(line: Expression): string[] {
    switch (line.op) {
      case 'when':
        return guarded(this.trees.condition(line.condition, TOP), 0, this.textLines(line.body));
      case 'tree':
        return elementsOf(line.tree).flatMap((inner) => this.textLines(expressionOf(inner)));
      case 'literal':
        return [escaped(typeof line.value === 'string' ? line.value : JSON.stringify(line.value))];
      case 'format':
        return [
          line.parts
            .map((part) =>
              typeof part === 'string' ? escaped(part) : `{{ ${this.expressions.pipeline(part, TOP)} }}`,
            )
            .join(''),
        ];
      default:
        return [`{{ ${this.expressions.pipeline(line, TOP)} }}`];
    }
  }

  /** The named templates that documents printed so far include, and those that these include in turn, by name. */
  helpers(): Map<string, string> {
    const printed = new Map<string, string>();
    for (let more = true; more;) {
      more = false;
      for (const [name, fragment] of this.expressions.fragments) {
        if (printed.has(name)) continue;
        printed.set(name, this.definition(name, fragment.body));
        more = true;
      }
    }
    return printed;
  }

  private definition(name: string, body: Expression): string {
    const text = BUILT_IN_TEMPLATES.get(body) ?? this.definitionBody(body);
    const lines = text.split('\n').map(wrapped);
    return [`{{- define "${this.chartName}.${name}" -}}`, ...lines, '{{- end }}', ''].join('\n');
  }

  private scalarLines(body: Expression, scope = TOP): string[] {
    if (body.op !== 'if') return [`{{- ${this.expressions.pipeline(body, scope)} }}`];
    const { condition, then, otherwise } = body;
    // What is asked for and then used is computed once, but a value is as readable by its name.
    const isUsed = condition.op !== 'value' && mentions(then, (part) => sameExpression(part, condition));
    return [
      `{{- ${isUsed ? 'with' : 'if'} ${this.trees.condition(condition, scope)} }}`,
      ...this.scalarLines(then, isUsed ? { ...scope, root: '$', dot: condition } : scope),
      '{{- else }}',
      ...this.scalarLines(otherwise, scope),
      '{{- end }}',
    ];
  }

  private definitionBody(body: Expression): string {
    if (body.op === 'mergeByName') return this.trees.mergeSteps(body, TOP).join('\n');
    if (!isStructured(body) && !['map', 'list'].includes(typeOf(body)))
      return this.scalarLines(body).join('\n');
    return this.trees.block(body, 0, TOP).join('\n');
  }
}

/** Text in which Helm finds no action. */
function escaped(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}
