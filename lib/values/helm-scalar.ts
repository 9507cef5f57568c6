import type { Expression } from './expression';
import { schemaOf, typeOf } from './expression-type';
import { givesBoolean, type HelmExpressions, type TemplateScope } from './helm-expression';
import { isNameLike, isPlainText } from './plain-text';
import { literalYaml } from './literal-yaml';
import { isSmall } from './printed-form';

/** Where a scalar is printed. */
interface Place {
  readonly expressions: HelmExpressions;
  readonly scope: TemplateScope;
}

/** The text of a computed scalar after its key, whose indent further lines of a text go by. */
export function helmScalar(expression: Expression, indent: number, place: Place): string {
  if (expression.op === 'format') {
    if (isPlainText(expression)) return interpolated(expression.parts, place);
    const text = blockText(expression.parts, indent, place);
    if (text !== undefined) return text;
  }
  const text = place.expressions.pipeline(expression, place.scope);
  switch (typeOf(expression)) {
    case 'string':
      return isPlainText(expression) ? `{{ ${text} }}` : `{{ ${text} | quote }}`;
    case 'integer':
      return isSmall(expression) ? `{{ ${text} }}` : `{{ ${text} | int64 }}`;
    case 'boolean':
      return givesBoolean(expression) ? `{{ ${text} }}` : `{{ not (not (${text})) }}`;
    default:
      return `{{ ${text} | toJson }}`;
  }
}

type Part = string | Expression;

function interpolated(parts: readonly Part[], place: Place): string {
  return parts.map((part) => (typeof part === 'string' ? part : actionOf(part, place))).join('');
}

function actionOf(part: Expression, { expressions, scope }: Place): string {
  return `{{ ${expressions.pipeline(part, scope)} }}`;
}

/** A text of one line that is longer than this reads better in a block of its own, without quotes. */
const LONGEST_QUOTED = 100;

/** A long text, printed as it reads; what is computed in it must be names, which end no line and need no escape. */
function blockText(parts: readonly Part[], indent: number, place: Place): string | undefined {
  if (typeof parts[0] !== 'string' || typeof parts.at(-1) !== 'string') return undefined;
  if (!parts.every((part) => (typeof part === 'string' ? !part.endsWith('{') : isName(part))))
    return undefined;
  const text = parts.map((part, index) => (typeof part === 'string' ? part : markOf(index))).join('');
  const yaml = blockYaml(text, indent);
  return yaml === undefined
    ? undefined
    : parts.reduce<string>(
        (printed, part, index) =>
          typeof part === 'string' ? printed : printed.replace(markOf(index), () => actionOf(part, place)),
        yaml,
      );
}

/** Stands for a name while YAML decides on the form: a character for private use, which no text holds. */
function markOf(index: number): string {
  return `\ue000${index}\ue000`;
}

function blockYaml(text: string, indent: number): string | undefined {
  const isOneLine = !text.includes('\n');
  if (isOneLine && text.length <= LONGEST_QUOTED) return undefined;
  const yaml = literalYaml(isOneLine ? `${text}\n` : text, indent);
  if (!yaml.startsWith('|')) return undefined;
  return isOneLine ? yaml.replace('|', '|-') : yaml;
}

/** A pattern of plain characters alone, none of which ends a line. */
const ONE_LINE = /^\^(?:\[[\w.:/-]+\](?:[+*?]|\{\d+(?:,\d+)?\})?|\\\.|[()?*+-])+\$$/;

/** A text of one line, whatever the values are, that Helm prints as it is. */
function isName(expression: Expression): boolean {
  if (typeOf(expression) !== 'string') return false;
  if (isNameLike(expression)) return true;
  const schema = schemaOf(expression) as { readonly pattern?: string } | undefined;
  return expression.op === 'value' && ONE_LINE.test(schema?.pattern ?? '');
}
