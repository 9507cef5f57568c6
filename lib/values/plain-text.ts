import type { Expression } from './expression';
import { schemaOf, typeOf } from './expression-type';

/** Whether the text of an expression can stand in YAML without quotes, whatever the values are. */
export function isPlainText(expression: Expression): boolean {
  switch (expression.op) {
    case 'fragment':
      return isPlainText(expression.body);
    case 'truncate':
    case 'lower':
      return isPlainText(expression.operand);
    case 'if':
      return isPlainText(expression.then) && isPlainText(expression.otherwise);
    case 'format':
      // A dash or dot between letters keeps YAML from reading the text as a number, a date or a boolean.
      return (
        expression.parts.every((part) =>
          typeof part === 'string' ? /^[-a-z0-9./]*$/.test(part) : isNameLike(part),
        ) && expression.parts.some((part) => typeof part === 'string' && /[-.][a-z]{2,}/.test(part))
      );
    default:
      return false;
  }
}

/** Whether an expression gives a name, or a number: no blanks, no line breaks, nothing that YAML or JSON escapes. */
export function isNameLike(expression: Expression): boolean {
  switch (expression.op) {
    case 'release':
      return true;
    case 'chart':
      return expression.field === 'name';
    case 'value':
    case 'item':
      return /^\^\(?\[a-z0-9\]/.test(
        (schemaOf(expression) as { pattern?: string } | undefined)?.pattern ?? '',
      );
    case 'literal':
      return typeof expression.value === 'string' && /^[-a-z0-9.]*$/.test(expression.value);
    case 'default':
      return isNameLike(expression.value) && isNameLike(expression.fallback);
    case 'if':
      return isNameLike(expression.then) && isNameLike(expression.otherwise);
    case 'truncate':
    case 'lower':
      return isNameLike(expression.operand);
    case 'fragment':
      return isNameLike(expression.body);
    case 'format':
      return expression.parts.every((part) =>
        typeof part === 'string' ? /^[-a-z0-9./]*$/.test(part) : isNameLike(part),
      );
    default:
      return typeOf(expression) === 'integer';
  }
}
