import { isExportedTo } from '../mesh/export-scope';
import type { Manifest } from '../mesh/manifest';
import { textsOf } from '../vocabulary/json-fields';

/** Where an object is seen. */
export interface Exported {
  readonly namespace: string;
  readonly exportTo: readonly string[];
}

/** Whether some namespace sees both objects. */
export function areSeenTogether(one: Exported, other: Exported): boolean {
  const viewers = [one, other].flatMap(({ namespace, exportTo }) => [
    namespace,
    ...exportTo.filter((scope) => !['*', '.', '~'].includes(scope)),
  ]);
  return viewers.some((viewer) =>
    [one, other].every(({ exportTo, namespace }) => isExportedTo(exportTo, namespace, viewer)),
  );
}

/** Where an object says that it is seen. */
export function exportedFrom({ spec, namespace }: Manifest): Exported {
  return { namespace, exportTo: textsOf(spec['exportTo']) };
}
