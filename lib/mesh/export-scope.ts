/**
 * Whether an object is seen from a namespace: its `exportTo` names namespaces, `.` for its own, `*` for all, `~` for
 * none. Naming nothing is naming all.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 */
export function isExportedTo(exportTo: readonly string[], home: string, viewer: string): boolean {
  if (exportTo.length === 0) return true;
  return exportTo.some(
    (target) => target === '*' || target === viewer || (target === '.' && home === viewer),
  );
}
