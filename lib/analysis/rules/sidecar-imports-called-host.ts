import type { Rule } from '../rule';
import { workloadCalls } from '../workload-calls';
import { hasSidecar } from '../../mesh/injection';
import { covers } from '../../vocabulary/host-name';
import { isMeant } from '../../mesh/scoped-host';
import { sidecarImports } from '../../mesh/sidecar-imports';
import { SidecarScopes } from '../../mesh/sidecar-scopes';
import { workloadTypes } from '../../mesh/workloads';

const SIDECAR = 'networking.istio.io/Sidecar';

/** A Service that a Sidecar does not import is a stranger: called past the mesh, or not at all. */
export const sidecarImportsCalledHost: Rule = {
  code: 'EVM318',
  name: 'sidecar-imports-called-host',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a Sidecar does not import a Service that its workload is told to call',
  reads: [
    SIDECAR,
    '/Namespace',
    '/Service',
    'networking.istio.io/ServiceEntry',
    'networking.istio.io/VirtualService',
    'gateway.networking.k8s.io/HTTPRoute',
    'gateway.networking.k8s.io/GRPCRoute',
    ...workloadTypes,
  ],
  check(mesh, report) {
    for (const { workload, service } of workloadCalls(mesh)) {
      const scope = SidecarScopes.of(mesh).of(workload.namespace, workload.labels);
      if (scope.manifest === undefined) continue;
      if (mesh.find('/Namespace', '', workload.namespace) !== undefined && !hasSidecar(mesh, workload))
        continue;
      // What an entry names is imported; only what routes lead to has to be looked for.
      const isNamed = scope.egress.some(({ hosts }) =>
        hosts.some((host) => isMeant(host, service.namespace) && covers(host.host, service.host)),
      );
      if (isNamed || sidecarImports(mesh, scope).services.has(service.host)) continue;
      report({
        manifest: scope.manifest,
        path: ['spec', 'egress'],
        message: `${workload.manifest.kind} ${workload.name} is told to call ${service.host}, which is not imported: the call ${scope.allowsUnknownHosts ? 'goes past the mesh, without mutual TLS' : 'is refused'}`,
        remedy: `add ${service.namespace}/${service.host} to the hosts of egress`,
      });
    }
  },
};
