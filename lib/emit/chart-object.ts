import type { Tree } from '../values/expression';
import { expressionOf, isDeferral } from '../values/expression';
import { deferred } from '../values/chart-value';
import { fields, fragment, INSTALLATION } from '../values/operators';
import { CHART_LABEL } from './built-in-templates';
import type { CollectedObject } from './collected-object';

/** The labels by which people see that Helm installed an object, and from which chart. */
const CHART_LABELS = fragment<Tree>('chartLabels', {
  'helm.sh/chart': deferred<string>(CHART_LABEL),
  'app.kubernetes.io/managed-by': INSTALLATION.service,
});

/** An object as the chart has it: with Helm's labels. */
export function chartObject(object: CollectedObject): CollectedObject {
  if (object.isList || isDeferral(object.manifest)) return object;
  const manifest = object.manifest as Readonly<Record<string, Tree | undefined>>;
  const metadata = (manifest['metadata'] ?? {}) as Readonly<Record<string, Tree | undefined>>;
  if (isDeferral(metadata)) return object;
  return {
    ...object,
    manifest: {
      ...manifest,
      metadata: {
        ...metadata,
        labels: joinedWith(metadata['labels'], CHART_LABELS),
      },
    },
  };
}

function joinedWith(tree: Tree | undefined, more: Tree): Tree {
  if (tree === undefined) return more;
  return expressionOf(tree).op === 'tree' && !isDeferral(tree) && !isDeferral(more)
    ? { ...(tree as object), ...(more as object) }
    : fields(tree, more);
}
