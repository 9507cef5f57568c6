import { httpTrafficRules } from '../ambient-traffic-rules';
import { gatewayApiPods } from '../gateway-api-pods';
import { routeTypes } from '../gateway-api-routes';
import type { Rule } from '../rule';
import { waypointOf } from '../../mesh/waypoint-choice';
import { isAmbientNamespace } from '../../mesh/ambient';
import { hasSidecar } from '../../mesh/injection';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes } from '../../mesh/workloads';

/** A waypoint follows the rules of the namespace that its Services are in. */
export const ambientTrafficRuleBesideService: Rule = {
  code: 'EVM233',
  name: 'ambient-traffic-rule-beside-service',
  aliases: ['KIA0212', 'KIA1114'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a VirtualService or DestinationRule for a Service in ambient mode is in another namespace',
  reads: [
    'networking.istio.io/VirtualService',
    'networking.istio.io/DestinationRule',
    'networking.istio.io/ServiceEntry',
    'gateway.networking.k8s.io/Gateway',
    '/Namespace',
    '/Service',
    ...workloadTypes,
    ...routeTypes,
  ],
  check(mesh, report) {
    for (const { manifest, path, host, services } of httpTrafficRules(mesh)) {
      const { namespace } = manifest;
      const [service] = services.filter(
        (one) =>
          isAmbientNamespace(mesh, one.namespace) && waypointOf(mesh, one.manifest.labels, one.namespace),
      );
      if (service === undefined || services.some((one) => one.namespace === namespace)) continue;
      if (hasProxies(mesh, namespace)) continue;
      report({
        manifest,
        path,
        message: `'${host}' is served by a waypoint of namespace ${service.namespace}, which knows nothing of a ${manifest.kind} of namespace ${namespace}`,
        remedy: `move the ${manifest.kind} to namespace ${service.namespace}`,
        aliases: [manifest.kind === 'VirtualService' ? 'KIA1114' : 'KIA0212'],
      });
    }
  },
};

/** Sidecars and gateways follow the rules of their own namespace, whatever the waypoint does. */
function hasProxies(mesh: Mesh, namespace: string): boolean {
  return (
    mesh.workloads.in(namespace).some((workload) => hasSidecar(mesh, workload)) ||
    gatewayApiPods(mesh).some((pods) => pods.namespace === namespace)
  );
}
