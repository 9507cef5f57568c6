import type { IConstruct } from 'constructs';
import type { Deferred } from './chart-value';
import { expressionOf, isDeferral } from './expression';
import { and, sameCondition } from './conditions';

/** Which outputs a part of the tree is for: plain manifests, the Helm chart or both. */
export type Output = 'plain' | 'chart';

interface Inclusion {
  conditions: Deferred<boolean>[];
  output?: Output;
}

const INCLUSION: unique symbol = Symbol.for('cdk8s-event-mesh.inclusion') as never;
type Included = IConstruct & { [INCLUSION]?: Inclusion };

/**
 * Emits a construct and everything below it only where the condition holds. One that never holds takes the construct
 * out of the tree, so that cdk8s's own synthesis leaves it out too.
 */
export function includeWhen(construct: IConstruct, condition: Deferred<boolean>): void {
  if (condition === false) construct.node.scope?.node.tryRemoveChild(construct.node.id);
  inclusionAt(construct).conditions.push(condition);
}

/** Emits a construct and everything below it into one output only. */
export function includeOnlyIn(construct: IConstruct, output: Output): void {
  inclusionAt(construct).output = output;
}

/** The condition under which a construct is emitted: its own and those of all scopes above it. */
export function inclusionOf(construct: IConstruct): Deferred<boolean> {
  return and(...conditionsAt(construct));
}

/**
 * The condition under which one construct is emitted, as far as another one's being emitted does not imply it:
 * what a part of the other one's object that stands for this construct depends on.
 */
export function inclusionWithin(construct: IConstruct, other: IConstruct): Deferred<boolean> {
  const implied = conditionsAt(other);
  return and(
    ...conditionsAt(construct).filter((condition) => !implied.some((known) => isSame(known, condition))),
  );
}

function conditionsAt(construct: IConstruct): Deferred<boolean>[] {
  return construct.node.scopes.flatMap((scope) => (scope as Included)[INCLUSION]?.conditions ?? []);
}

function isSame(a: Deferred<boolean>, b: Deferred<boolean>): boolean {
  return isDeferral(a) && isDeferral(b) ? sameCondition(expressionOf(a), expressionOf(b)) : a === b;
}

/** Whether a construct is for an output. */
export function isFor(construct: IConstruct, output: Output): boolean {
  return construct.node.scopes.every(
    (scope) => ((scope as Included)[INCLUSION]?.output ?? output) === output,
  );
}

function inclusionAt(construct: IConstruct): Inclusion {
  const included = construct as Included;
  const inclusion = included[INCLUSION] ?? { conditions: [] };
  included[INCLUSION] = inclusion;
  return inclusion;
}
