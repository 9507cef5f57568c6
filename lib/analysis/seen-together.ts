import { isExportedTo } from '../mesh/export-scope';

/** Where an object is seen. */
interface Exported {
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
