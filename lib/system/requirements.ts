import type { IConstruct } from 'constructs';
import { requiredSecretsOf } from '../edges/required-secret';
import type { Tree } from '../values/expression';
import { when } from '../values/operators';

/** What must be in the cluster before a system is installed, as a list: the Secrets that its pods read. */
export function requirementsTree(root: IConstruct): Tree {
  return requiredSecretsOf(root).map(({ name, namespace, keys, condition }) =>
    when<Tree>(condition, { kind: 'Secret', name, namespace, keys }),
  );
}
