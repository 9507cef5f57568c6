import type { Rule } from '../rule';
import { workloadCalls } from '../workload-calls';
import { isAmbient } from '../../mesh/ambient';
import { hasSidecar } from '../../mesh/injection';
import type { Mesh } from '../../mesh/mesh';
import { PeerAuthentications, type EffectiveMode } from '../../mesh/peer-authentications';
import type { MeshService } from '../../mesh/services';
import { workloadTypes, type Workload } from '../../mesh/workloads';

const PEERS = 'security.istio.io/PeerAuthentication';

/** Who has no sidecar speaks plain text, which STRICT refuses. */
export const strictPeersCalledFromMesh: Rule = {
  code: 'EVM317',
  name: 'strict-peers-called-from-mesh',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a workload outside of the mesh is told to call pods that accept mutual TLS alone',
  reads: [PEERS, '/Namespace', '/Service', 'networking.istio.io/ServiceEntry', ...workloadTypes],
  check(mesh, report) {
    for (const { workload, service, port, path } of workloadCalls(mesh)) {
      // Whether pods of a namespace that is not among the manifests are in the mesh is not known.
      if (mesh.find('/Namespace', '', workload.namespace) === undefined) continue;
      if (isInMesh(mesh, workload)) continue;
      const peers = strictPeers(mesh, service, port);
      if (peers === undefined) continue;
      report({
        manifest: workload.manifest,
        path,
        message: `the pods have no sidecar, but ${service.host} accepts mutual TLS alone, as PeerAuthentication ${peers.manifest?.namespace ?? ''}/${peers.manifest?.name ?? ''} says: the call fails`,
        remedy: 'take the workload into the mesh, or accept plain text at this port by portLevelMtls',
      });
    }
  },
};

function isInMesh(mesh: Mesh, workload: Workload): boolean {
  return hasSidecar(mesh, workload) || isAmbient(mesh, workload);
}

/** The policy by which every pod of the service in the mesh refuses plain text at the port. */
function strictPeers(
  mesh: Mesh,
  service: MeshService,
  called: number | undefined,
): EffectiveMode | undefined {
  if (service.selector === undefined) return undefined;
  const pods = mesh.workloads.selected(service.namespace, service.selector);
  const port = service.ports.find(({ number }) => number === called) ?? service.ports[0];
  const target = typeof port?.targetPort === 'number' ? port.targetPort : (port?.number ?? 0);
  const modes = pods
    .filter((pod) => isInMesh(mesh, pod))
    .map((pod) => PeerAuthentications.of(mesh).modeOf(pod.namespace, pod.labels, target));
  return modes.length === pods.length && modes.every(({ mode }) => mode === 'STRICT') ? modes[0] : undefined;
}
