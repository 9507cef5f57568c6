import type { IConstruct } from 'constructs';
import { ConfigError } from '../vocabulary/config-error';
import { deferred, type Deferred } from './chart-value';
import { expressionOf, isDeferral, type Expression, type Tree } from './expression';
import { inclusionOf } from './inclusion';
import { and, not, or } from './conditions';

/** A rule over values that a deployment must keep, with what to say when it does not. */
export interface Constraint {
  readonly condition: Expression;
  readonly message: string;
}

/**
 * Advises against something that is accepted: synthesis prints the message for every environment where the condition
 * holds.
 */
export function adviseAgainst(scope: IConstruct, condition: Deferred<unknown>, message: string): void {
  rulesAt(scope).advice.push({ condition: expressionOf(condition as Tree), message });
}

/** The advice of a construct and everything below it, as far as the constructs are emitted. */
export function adviceOf(root: IConstruct): Constraint[] {
  return root.node.findAll().flatMap((construct) =>
    rulesAt(construct).advice.map(({ condition, message }) => ({
      condition: expressionOf(and(inclusionOf(construct), deferred<boolean>(condition))),
      message,
    })),
  );
}

const CONSTRAINTS: unique symbol = Symbol.for('cdk8s-event-mesh.constraints') as never;

/**
 * Demands that a condition holds. A literal condition is checked now; a deferred one is checked for every
 * environment, and by `fail` in the chart.
 *
 * @throws ConfigError `constraint-violated` when a literal condition does not hold
 */
export function demand(scope: IConstruct, condition: Deferred<boolean>, message: string): void {
  if (isDeferral(condition)) rulesAt(scope).constraints.push({ condition: expressionOf(condition), message });
  else if (!condition) throw new ConfigError('constraint-violated', scope, message);
}

/** The constraints of a construct and everything below it, each demanded only where its construct is emitted. */
export function constraintsOf(root: IConstruct): Constraint[] {
  return root.node.findAll().flatMap((construct) =>
    rulesAt(construct).constraints.map(({ condition, message }) => {
      const absent = not(inclusionOf(construct));
      return { condition: expressionOf(or(absent, deferred<boolean>(condition))), message };
    }),
  );
}

interface Rules {
  readonly constraints: Constraint[];
  readonly advice: Constraint[];
}

function rulesAt(scope: IConstruct): Rules {
  const holder = scope as { [CONSTRAINTS]?: Rules };
  const rules = holder[CONSTRAINTS] ?? { constraints: [], advice: [] };
  holder[CONSTRAINTS] = rules;
  return rules;
}
