import { expressionOf, type Expression, type Tree } from './expression';
import { typeOf } from './expression-type';
import { childrenOf, elementsOf, presenceOf } from './presence';
import { leadByFixedField } from './printed-form';
import { inReadingOrder } from './reading-order';

/**
 * Whether the YAML of an expression may end in a block text, which needs the newline at its end. Named templates lose
 * that when they are included.
 */
export function mayEndInText(expression: Expression): boolean {
  switch (expression.op) {
    case 'literal':
      return typeof expression.value === 'string' ? expression.value.includes('\n') : isStructure(expression);
    case 'format':
      return expression.parts.some((part) => typeof part === 'string' && part.includes('\n'));
    case 'tree':
      return lastMayEndInText(
        Array.isArray(expression.tree)
          ? elementsOf(expression.tree)
          : inReadingOrder(childrenOf(expression.tree)).map(([, child]) => child),
      );
    case 'fields':
      return expression.parts.some(mayEndInText);
    case 'fragment':
    case 'when':
      return mayEndInText(expression.body);
    case 'forEach':
      return mayEndInText(leadByFixedField(expression.body));
    case 'if':
      return mayEndInText(expression.then) || mayEndInText(expression.otherwise);
    default:
      return isStructure(expression);
  }
}

/** Of parts one after the other: the last one that is always there, and those after it that may be. */
function lastMayEndInText(parts: readonly Tree[]): boolean {
  for (const part of parts.map(expressionOf).reverse()) {
    if (mayEndInText(part)) return true;
    if (presenceOf(part) === true && !isOptional(part)) return false;
  }
  return false;
}

/** What a template prints by `range` or `toYaml` may be nothing at all. */
function isOptional(part: Expression): boolean {
  return part.op === 'forEach' || part.op === 'spread' || part.op === 'mergeByName';
}

function isStructure(expression: Expression): boolean {
  return ['map', 'list', 'unknown'].includes(typeOf(expression));
}
