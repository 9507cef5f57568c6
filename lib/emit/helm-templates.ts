import type { Constraint } from '../values/constraint';
import { expressionOf, isDeferral, type Expression, type Tree } from '../values/expression';
import { typeOf } from '../values/expression-type';
import { goLiteral, HelmExpressions, TOP } from '../values/helm-expression';
import { HelmTrees, MERGE_BY_NAME } from '../values/helm-tree';
import { elementsOf, presenceOf } from '../values/presence';
import { isStructured } from '../values/printed-form';
import { guarded } from '../values/template-lines';
import type { CollectedObject } from './collected-object';

/** The text of a chart's templates, printed from the object tree. */
export class HelmTemplates {
  private readonly expressions: HelmExpressions;
  private readonly trees: HelmTrees;

  constructor(private readonly chartName: string) {
    this.expressions = new HelmExpressions(chartName);
    this.trees = new HelmTrees(this.expressions);
  }

  /** One object, or a list of them, as documents of a template file. */
  document(object: CollectedObject): string {
    const manifest = expressionOf(object.manifest);
    const body = object.isList
      ? [`{{- range ${this.expressions.pipeline(manifest, TOP)} }}`, '---', '{{ toYaml . }}', '{{- end }}']
      : this.trees.block(manifest, 0, TOP);
    if (!isDeferral(object.condition)) return `${body.join('\n')}\n`;
    const condition = this.trees.condition(expressionOf(object.condition), TOP);
    return [`{{- if ${condition} }}`, ...body, '{{- end }}', ''].join('\n');
  }

  /** The check of constraints: a template that prints nothing, or fails with the message. */
  validation(constraints: readonly Constraint[]): string {
    const checks = constraints.flatMap(({ condition, message }) => [
      `{{- if not ${this.expressions.operand(condition, TOP)} }}`,
      `{{- fail ${goLiteral(message)} }}`,
      '{{- end }}',
    ]);
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
    const text = name === MERGE_BY_NAME.name ? MERGE_BY_NAME_TEXT : this.definitionBody(body);
    return `{{- define "${this.chartName}.${name}" -}}\n${text}\n{{- end }}\n`;
  }

  private definitionBody(body: Expression): string {
    if (!isStructured(body) && !['map', 'list'].includes(typeOf(body)))
      return `{{- ${this.expressions.pipeline(body, TOP)} }}`;
    const lines = this.trees.block(body, 0, TOP);
    const presence = presenceOf(body);
    if (!isDeferral(presence) || body.op === 'forEach') return lines.join('\n');
    return [`{{- if ${this.trees.condition(expressionOf(presence), TOP)} }}`, ...lines, '{{- end }}'].join(
      '\n',
    );
  }
}

/** Text in which Helm finds no action. */
function escaped(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}

const MERGE_BY_NAME_TEXT = `{{- $entries := dict }}
{{- $names := list }}
{{- range .entries }}
{{- if not (and (has .name $.secrets) (hasKey . "value")) }}
{{- if not (hasKey $entries .name) }}
{{- $names = append $names .name }}
{{- end }}
{{- $_ := set $entries .name . }}
{{- end }}
{{- end }}
{{- range $names }}
{{- toYaml (list (get $entries .)) | nindent 0 }}
{{- end }}`;
