import { gatewayApiPods } from '../gateway-api-pods';
import { knownNamespaces } from '../known-namespaces';
import type { Rule } from '../rule';
import { isAmbientNamespace } from '../../mesh/ambient';
import { qualifiedHost } from '../../vocabulary/host-name';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes } from '../../mesh/workloads';
import { textOf } from '../../vocabulary/json-fields';

const RULE = 'networking.istio.io/DestinationRule';
const GATEWAY = 'networking.istio.io/Gateway';

/** Callers look for rules in their own namespace, in that of the service, and in the root namespace. */
export const destinationRuleFollowed: Rule = {
  code: 'EVM315',
  name: 'destination-rule-followed',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a DestinationRule is in a namespace that is neither that of the service nor that of any caller',
  reads: [
    RULE,
    GATEWAY,
    'gateway.networking.k8s.io/Gateway',
    'networking.istio.io/ServiceEntry',
    '/Namespace',
    '/Service',
    '/ServiceAccount',
    ...workloadTypes,
  ],
  check(mesh, report) {
    for (const manifest of mesh.of(RULE)) {
      const { namespace, spec } = manifest;
      if (namespace === mesh.config.rootNamespace || mayHaveCallers(mesh, namespace)) continue;
      const host = qualifiedHost(textOf(spec['host']) ?? '', namespace);
      const services = mesh.services.of(host);
      const [service] = services;
      if (service === undefined || services.some((one) => one.namespace === namespace)) continue;
      // What a waypoint does not follow is said by a rule of its own.
      if (services.some((one) => isAmbientNamespace(mesh, one.namespace))) continue;
      report({
        manifest,
        path: ['metadata', 'namespace'],
        message: `nobody follows it: '${host}' is of namespace ${service.namespace}, and nothing runs in ${namespace} that could call it`,
        remedy: `move it to namespace ${service.namespace}, or to that of the callers`,
      });
    }
  },
};

/** Whether something in the namespace may call others; of a namespace that is not known, nobody knows. */
function mayHaveCallers(mesh: Mesh, namespace: string): boolean {
  return (
    !knownNamespaces(mesh).has(namespace) ||
    mesh.workloads.in(namespace).length > 0 ||
    gatewayApiPods(mesh).some((pods) => pods.namespace === namespace) ||
    mesh.of(GATEWAY).some((gateway) => gateway.namespace === namespace)
  );
}
