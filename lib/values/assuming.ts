import { deferred } from './chart-value';
import { expressionOf, type Expression, type Tree } from './expression';
import { childrenOf, elementsOf } from './presence';
import { sameExpression } from './same-expression';

/** Conditions of which it is known whether they hold. */
type Known = readonly { readonly condition: Expression; readonly holds: boolean }[];

/**
 * An object's tree as it is where a condition holds, without the questions that this answers, so that a template does
 * not ask twice. What several templates share, by `fragment`, stays as it is.
 */
export function assuming(tree: Tree, condition: Expression): Tree {
  return simplifiedTree(tree, learnt([], condition, true)) ?? null;
}

/** What there is to know once a condition holds, or does not. */
function learnt(known: Known, condition: Expression, holds: boolean): Known {
  switch (condition.op) {
    case 'not':
      return learnt(known, condition.operand, !holds);
    case holds ? 'and' : 'or':
      return (condition as Expression & { op: 'and' }).operands.reduce(
        (all, operand) => learnt(all, operand, holds),
        known,
      );
    default:
      return [...known, { condition, holds }];
  }
}

/** Whether a condition holds by what is known; undefined where that does not tell. */
function answer(condition: Expression, known: Known): boolean | undefined {
  for (const fact of known) {
    if (sameExpression(fact.condition, condition)) return fact.holds;
    // What equals one text equals no other.
    if (fact.holds && isComparison(fact.condition) && isComparison(condition)) {
      if (sameExpression(fact.condition.left, condition.left)) return false;
    }
  }
  return undefined;
}

function isComparison(condition: Expression): condition is Expression & { op: 'equals' } {
  return condition.op === 'equals' && condition.right.op === 'literal';
}

/** A condition without the parts that are known; true or false where everything is. */
function simplified(condition: Expression, known: Known): Expression | boolean {
  const answered = answer(condition, known);
  if (answered !== undefined) return answered;
  if (condition.op === 'not') {
    const operand = simplified(condition.operand, known);
    if (typeof operand === 'boolean') return !operand;
    return operand === condition.operand ? condition : { op: 'not', operand };
  }
  if (condition.op !== 'and' && condition.op !== 'or') return condition;
  // Where the second operand of `and` matters, the first one holds; where that of `or` does, the first one does not.
  const neutral = condition.op === 'and';
  const operands: Expression[] = [];
  let facts = known;
  for (const part of condition.operands) {
    const operand = simplified(part, facts);
    if (operand === !neutral) return !neutral;
    if (typeof operand === 'boolean') continue;
    operands.push(operand);
    facts = learnt(facts, operand, neutral);
  }
  const [only] = operands;
  if (only === undefined) return neutral;
  if (operands.length === 1) return only;
  const isSame = operands.every((operand, index) => operand === condition.operands[index]);
  return isSame && operands.length === condition.operands.length ? condition : { op: condition.op, operands };
}

/** Undefined for what is never there. */
function simplifiedTree(tree: Tree, known: Known): Tree | undefined {
  const expression = expressionOf(tree);
  const result = simplifiedExpression(expression, known);
  if (result === expression) return tree;
  if (result?.op === 'tree') return result.tree;
  return result && deferred(result);
}

function simplifiedExpression(expression: Expression, known: Known): Expression | undefined {
  switch (expression.op) {
    case 'when': {
      const condition = simplified(expression.condition, known);
      if (condition === false) return undefined;
      if (condition === true) return simplifiedExpression(expression.body, known);
      const body = simplifiedExpression(expression.body, learnt(known, condition, true));
      if (condition === expression.condition && body === expression.body) return expression;
      return body && { op: 'when', condition, body };
    }
    case 'if': {
      const condition = simplified(expression.condition, known);
      const [then, otherwise] = [true, false].map((holds) => {
        const branch = holds ? expression.then : expression.otherwise;
        return simplifiedExpression(branch, learnt(known, expression.condition, holds));
      });
      if (typeof condition === 'boolean') return condition ? then : otherwise;
      const isSame = then === expression.then && otherwise === expression.otherwise;
      if (!then || !otherwise || (isSame && condition === expression.condition)) return expression;
      return { op: 'if', condition, then, otherwise };
    }
    case 'tree':
      return simplifiedChildren(expression, known);
    case 'fields': {
      const parts = expression.parts.map((part) => simplifiedExpression(part, known));
      return kept(expression, expression.parts, parts, (left) => ({ op: 'fields', parts: left }));
    }
    default:
      return expression;
  }
}

function simplifiedChildren(expression: Expression & { op: 'tree' }, known: Known): Expression | undefined {
  if (Array.isArray(expression.tree)) {
    const elements = elementsOf(expression.tree);
    const simple = elements.map((element) => simplifiedTree(element, known));
    return kept(expression, elements, simple, (tree) => ({ op: 'tree', tree }));
  }
  const fields = childrenOf(expression.tree);
  const simple = fields.map(([, field]) => simplifiedTree(field, known));
  const values = fields.map(([, field]) => field);
  return kept(expression, values, simple, () => ({
    op: 'tree',
    tree: Object.fromEntries(fields.map(([key], index) => [key, simple[index]])),
  }));
}

/** A whole is itself while its parts are, and disappears with the last of them. */
function kept<T>(
  whole: Expression,
  parts: readonly T[],
  simple: readonly (T | undefined)[],
  made: (left: T[]) => Expression,
): Expression | undefined {
  if (parts.every((part, index) => part === simple[index])) return whole;
  const left = simple.filter((part) => part !== undefined);
  return left.length === 0 ? undefined : made(left);
}
