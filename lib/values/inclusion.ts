import type { IConstruct } from 'constructs';
import type { Deferred } from './chart-value';
import { and } from './operators';

/** Which outputs a part of the tree is for: plain manifests, the Helm chart or both. */
export type Output = 'plain' | 'chart';

interface Inclusion {
  conditions: Deferred<boolean>[];
  output?: Output;
}

const INCLUSION: unique symbol = Symbol.for('cdk8s-event-mesh.inclusion') as never;
type Included = IConstruct & { [INCLUSION]?: Inclusion };

/** Emits a construct and everything below it only where the condition holds. */
export function includeWhen(construct: IConstruct, condition: Deferred<boolean>): void {
  inclusionAt(construct).conditions.push(condition);
}

/** Emits a construct and everything below it into one output only. */
export function includeOnlyIn(construct: IConstruct, output: Output): void {
  inclusionAt(construct).output = output;
}

/** The condition under which a construct is emitted: its own and those of all scopes above it. */
export function inclusionOf(construct: IConstruct): Deferred<boolean> {
  return and(...construct.node.scopes.flatMap((scope) => (scope as Included)[INCLUSION]?.conditions ?? []));
}

/** Whether a construct is for an output. */
export function isFor(construct: IConstruct, output: Output): boolean {
  return construct.node.scopes.every(
    (scope) => ((scope as Included)[INCLUSION]?.output ?? output) === output,
  );
}

function inclusionAt(construct: IConstruct): Inclusion {
  return ((construct as Included)[INCLUSION] ??= { conditions: [] });
}
