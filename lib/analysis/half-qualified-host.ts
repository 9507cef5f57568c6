import { serviceHost } from '../vocabulary/host-name';
import type { Mesh } from '../mesh/mesh';

/**
 * Whether a host is the name and namespace of a Service, as `orders.shop` or `orders.shop.svc`. DNS and Kiali know what
 * is meant; Istio completes names without a dot alone, and knows no such host.
 */
export function isHalfQualified(mesh: Mesh, host: string): boolean {
  const [name, namespace, ...rest] = host.split('.');
  if (!name || !namespace || (rest.length > 0 && rest.join('.') !== 'svc')) return false;
  return mesh.services.of(serviceHost(name, namespace)).length > 0;
}
