import { expressionOf, type Expression, type Tree } from './expression';
import { schemaOf } from './expression-type';
import { childrenOf, presenceOf } from './presence';
import { inReadingOrder } from './reading-order';

/** Whether an expression is printed over several lines. */
export function isStructured(expression: Expression): boolean {
  switch (expression.op) {
    case 'tree':
    case 'fields':
    case 'forEach':
    case 'mergeByName':
    case 'spread':
      return true;
    case 'fragment':
      return isStructured(expression.body);
    case 'if':
      return isStructured(expression.then) || isStructured(expression.otherwise);
    case 'when':
      return isStructured(expression.body);
    default:
      return false;
  }
}

/** A list element reads best when its first field is one that is always there, so that the dash can stand before it. */
export function leadByFixedField(expression: Expression): Expression {
  if (expression.op !== 'tree' || Array.isArray(expression.tree)) return expression;
  const children = inReadingOrder(childrenOf(expression.tree));
  const lead = children.findIndex(([, child]) => {
    const field = expressionOf(child);
    return presenceOf(field) === true && !(field.op === 'if' && isStructured(field));
  });
  if (lead <= 0) return expression;
  const [first] = children.splice(lead, 1) as [[string, Tree]];
  return { op: 'tree', tree: Object.fromEntries([first, ...children]) };
}

/** Whether a number is known to be printed without an exponent. */
export function isSmall(expression: Expression): boolean {
  const schema = schemaOf(expression);
  if (schema?.type === 'integer') return schema.maximum !== undefined && schema.maximum < 1_000_000;
  return expression.op === 'add' || expression.op === 'multiply' || expression.op === 'literal';
}
