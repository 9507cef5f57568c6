import type { Construct } from 'constructs';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { fragmentName } from '../edges/fragment-name';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { expressionOf, isDeferral, type Tree } from '../values/expression';
import { forEach, fragment, mergeByName, spreadList, withReleaseName } from '../values/operators';

/**
 * The environment of a workload's container: the variables of its edges, replaced by name by the given ones and the
 * further ones; passwords, which come from Secrets, are replaced by nobody.
 */
export function workloadEnvironment(
  scope: Construct,
  ofEdges: readonly (Tree | undefined)[],
  given: DeferredTree<EnvVar[]> | undefined,
  further: DeferredTree<EnvVar[]> | undefined,
): Tree | undefined {
  const variables = ofEdges.filter((variable) => variable !== undefined);
  const secrets = variables.filter(isSecret);
  const plain = variables.filter((variable) => !isSecret(variable));
  if (given === undefined) {
    const all = [...plain, ...secrets, ...spreadList(further)];
    return all.length === 0 ? undefined : all;
  }
  const lists = [plain, overrides(given), [...spreadList(further)], secrets];
  const names = ['connections', 'environment', 'further', 'secrets'];
  return mergeByName(
    ...lists.flatMap((list, index): Tree[] => {
      if (!isDeferral(list) && (list as Tree[]).length === 0) return [];
      return [fragment(fragmentName(scope, names[index] as string), list as never)];
    }),
  );
}

function overrides(given: DeferredTree<EnvVar[]>): Tree {
  if (!isDeferral(given)) return given;
  return forEach(
    given as Deferred<{ name: string; value: string }[]>,
    (variable) => ({ name: variable.field('name'), value: withReleaseName(variable.field('value')) }),
    'variable',
  );
}

/** Whether a variable comes from a Secret, conditional ones included. */
function isSecret(variable: Tree): boolean {
  const expression = expressionOf(variable);
  if (expression.op === 'when') return expression.body.op === 'tree' && isSecret(expression.body.tree);
  if (expression.op !== 'tree') return false;
  const { valueFrom } = expression.tree as { valueFrom?: { secretKeyRef?: unknown } };
  return valueFrom?.secretKeyRef !== undefined;
}
