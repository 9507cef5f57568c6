import type { Construct } from 'constructs';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { fragmentName } from '../edges/fragment-name';
import { deferred, type Deferred, type DeferredTree } from '../values/chart-value';
import { expressionOf, isDeferral, type Expression, type Tree } from '../values/expression';
import { forEach, fragment, mergeByName, withReleaseName } from '../values/operators';

/**
 * The environment of a workload's container: the variables of its edges, replaced by name by the given ones, and these
 * by the further ones. Passwords, which come from Secrets, are replaced by nobody, and stand before the given variables,
 * which may refer to them.
 */
export function workloadEnvironment(
  scope: Construct,
  ofEdges: readonly (Tree | undefined)[],
  given: DeferredTree<EnvVar[]> | undefined,
  further: readonly Tree[],
): Tree | undefined {
  const variables = ofEdges.filter((variable) => variable !== undefined);
  const secrets = variables.filter((variable) => isSecret(expressionOf(variable)));
  const plain = variables.filter((variable) => !isSecret(expressionOf(variable)));
  if (given === undefined && further.length === 0) {
    return variables.length === 0 ? undefined : [...plain, ...secrets];
  }
  const named = (name: string, list: readonly Tree[]): Tree[] =>
    list.length === 0 ? [] : [fragment(fragmentName(scope, name), list as never)];
  const passwords = named('passwords', secrets);
  const env = mergeByName(
    [
      ...named('connections', plain),
      ...passwords,
      ...(given === undefined ? [] : [overrides(scope, given)]),
      ...(further.every((variable) => expressionOf(variable).op === 'spread')
        ? further.map(spreadOf)
        : named('extraEnv', further)),
      ...passwords,
    ],
    secrets.map(nameOf),
  );
  return fragment(fragmentName(scope, 'env'), env as never);
}

function overrides(scope: Construct, given: DeferredTree<EnvVar[]>): Tree {
  const variables = isDeferral(given)
    ? forEach(
        given as Deferred<{ name: string; value: string }[]>,
        (variable) => ({ name: variable.field('name'), value: withReleaseName(variable.field('value')) }),
        'variable',
      )
    : given;
  return fragment(fragmentName(scope, 'givenEnv'), variables as never);
}

/** The list whose elements a list takes in. */
function spreadOf(variable: Tree): Tree {
  const expression = expressionOf(variable);
  return expression.op === 'spread' ? deferred(expression.list) : variable;
}

/** The name of a variable, conditional ones included. */
function nameOf(variable: Tree): string {
  const expression = expressionOf(variable);
  if (expression.op === 'when') return nameOf(deferred(expression.body));
  return ((expression as { tree?: { name?: string } }).tree ?? {}).name ?? '';
}

/** Whether a variable comes from a Secret, conditional ones included. */
function isSecret(variable: Expression): boolean {
  if (variable.op === 'when') return isSecret(variable.body);
  if (variable.op !== 'tree') return false;
  const { valueFrom } = variable.tree as { valueFrom?: { secretKeyRef?: unknown } };
  return valueFrom?.secretKeyRef !== undefined;
}
