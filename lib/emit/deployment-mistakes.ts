import { deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import type { Constraint } from '../values/constraint';
import { evaluate, type DeployContext } from '../values/evaluate';
import { isTruthy } from '../values/conditions';
import { valueMistakes } from '../values/value-mistakes';

/** What a deployment's values are held against. */
export interface DeploymentRules {
  readonly values: ChartValues;
  readonly constraints: readonly Constraint[];
}

/**
 * Why a deployment is refused: every mistake of its values, or else the constraints that they break, each once.
 *
 * @param given what is held against the declared values. @default - the deployment's values
 */
export function deploymentMistakes(
  { values, constraints }: DeploymentRules,
  context: DeployContext,
  given = context.values,
): string[] {
  const mistakes = valueMistakes(values.schema, given ?? {});
  // Constraints compute with values, which must be well formed for that.
  return mistakes.length > 0 ? mistakes : brokenConstraints(constraints, context);
}

/** The messages of the constraints that do not hold in a deployment, each once. */
export function brokenConstraints(constraints: readonly Constraint[], context: DeployContext): string[] {
  const broken = constraints.filter(({ condition }) => !isTruthy(evaluate(deferred(condition), context)));
  return [...new Set(broken.map(({ message }) => message))];
}
