import { referenceTo, type ObjectReference } from './object-reference';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { listOf, objectsOf, textOf } from '../vocabulary/json-fields';

const SERVICE_TYPE = 'networking.istio.io/service-type';

/**
 * The objects for which the provider sets up a load balancer: Services that ask for one, and Gateways of the Gateway
 * API for which istiod makes such a Service.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 */
export function loadBalancersOf(mesh: Mesh): readonly ObjectReference[] {
  const services = mesh.of('/Service').filter(({ spec }) => spec['type'] === 'LoadBalancer');
  const gateways = mesh.of('gateway.networking.k8s.io/Gateway').filter(hasOwnLoadBalancer);
  return [...services, ...gateways]
    .filter((manifest) => mesh.find(manifest.type, manifest.namespace, manifest.name) === manifest)
    .map(referenceTo);
}

function hasOwnLoadBalancer({ spec, annotations }: Manifest): boolean {
  if (textOf(spec['gatewayClassName']) !== 'istio') return false;
  // An address that is a host name leads to a Service that somebody else deployed.
  const attached = objectsOf(spec['addresses']).some(({ type }) => type === 'Hostname');
  return (
    !attached &&
    (annotations[SERVICE_TYPE] ?? 'LoadBalancer') === 'LoadBalancer' &&
    listOf(spec['listeners']).length > 0
  );
}
