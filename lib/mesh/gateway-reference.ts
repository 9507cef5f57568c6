/** The name by which a VirtualService means the sidecars instead of a gateway. */
export const MESH_GATEWAY = 'mesh';

/**
 * The Gateway that a VirtualService of a namespace names, as `namespace/name`. Without a namespace it is the
 * VirtualService's own; the old form `name.namespace.svc.cluster.local` still works.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 */
export function gatewayReference(name: string, namespace: string): string {
  if (name === MESH_GATEWAY) return name;
  if (name.startsWith('./')) return `${namespace}/${name.slice(2)}`;
  if (name.includes('/')) return name;
  const [first = '', second] = name.split('.');
  return second === undefined ? `${namespace}/${name}` : `${second}/${first}`;
}
