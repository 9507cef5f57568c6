import type { IConstruct } from 'constructs';
import { ConfigError } from '../vocabulary/config-error';
import { deferred, type Deferred } from './chart-value';
import { expressionOf, isDeferral, type Expression } from './expression';
import { inclusionOf } from './inclusion';
import { not, or } from './operators';

/** A rule over values that a deployment must keep, with what to say when it does not. */
export interface Constraint {
  readonly condition: Expression;
  readonly message: string;
}

const CONSTRAINTS: unique symbol = Symbol.for('cdk8s-event-mesh.constraints') as never;

/**
 * Demands that a condition holds. A literal condition is checked now; a deferred one is checked for every
 * environment, and by `fail` in the chart.
 *
 * @throws ConfigError `constraint-violated` when a literal condition does not hold
 */
export function demand(scope: IConstruct, condition: Deferred<boolean>, message: string): void {
  if (isDeferral(condition)) constraintsAt(scope).push({ condition: expressionOf(condition), message });
  else if (!condition) throw new ConfigError('constraint-violated', scope, message);
}

/** The constraints of a construct and everything below it, each demanded only where its construct is emitted. */
export function constraintsOf(root: IConstruct): Constraint[] {
  return root.node.findAll().flatMap((construct) =>
    constraintsAt(construct).map(({ condition, message }) => {
      const absent = not(inclusionOf(construct));
      return { condition: expressionOf(or(absent, deferred<boolean>(condition))), message };
    }),
  );
}

function constraintsAt(scope: IConstruct): Constraint[] {
  const holder = scope as { [CONSTRAINTS]?: Constraint[] };
  const constraints = holder[CONSTRAINTS] ?? [];
  holder[CONSTRAINTS] = constraints;
  return constraints;
}
