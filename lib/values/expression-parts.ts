import { expressionOf, type Expression } from './expression';
import { childrenOf, elementsOf } from './presence';

/** Whether a part of an expression, trees in it included, answers to a test. */
export function mentions(expression: Expression, test: (part: Expression) => boolean): boolean {
  if (test(expression)) return true;
  return partsOf(expression).some((part) => mentions(part, test));
}

/** The expressions that an expression is made of. */
export function partsOf(expression: Expression): Expression[] {
  switch (expression.op) {
    case 'and':
    case 'or':
      return [...expression.operands];
    case 'not':
    case 'lower':
    case 'truncate':
    case 'base64':
    case 'hash':
    case 'releaseName':
      return [expression.operand];
    case 'equals':
    case 'less':
    case 'add':
    case 'multiply':
      return [expression.left, expression.right];
    case 'if':
      return [expression.condition, expression.then, expression.otherwise];
    case 'format':
      return expression.parts.filter((part) => typeof part !== 'string');
    case 'default':
      return [expression.value, expression.fallback];
    case 'mergeByName':
      return [...expression.lists];
    case 'fields':
      return [...expression.parts];
    case 'forEach':
      return [expression.over, expression.body];
    case 'spread':
      return [expression.list];
    case 'exists':
    case 'keptSecret':
      return [expression.namespace, expression.name];
    case 'when':
      return [expression.condition, expression.body];
    case 'fragment':
      return [expression.body];
    case 'tree':
      return Array.isArray(expression.tree)
        ? elementsOf(expression.tree).map(expressionOf)
        : childrenOf(expression.tree).map(([, child]) => expressionOf(child));
    default:
      return [];
  }
}
