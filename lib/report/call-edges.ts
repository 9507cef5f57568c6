import { declaredCalls, type DeclaredCall } from './declared-calls';
import { edgeTransport } from './edge-transport';
import { judgingPolicies } from './governing-policies';
import type { Places } from './places';
import type { TopologyEdge } from './topology';
import type { Mesh } from '../mesh/mesh';
import { proxyOf } from '../simulate/proxy';

/** The calls between workloads and what they call, each once with everything that declares it. */
export function callEdges(mesh: Mesh, places: Places): readonly TopologyEdge[] {
  const policies = new Map(places.nodes.map(({ id, policies: facts }) => [id, judgingPolicies(facts)]));
  const calls = new Map<string, DeclaredCall[]>();
  for (const call of declaredCalls(mesh, places)) {
    const from = places.nodeOfWorkload.get(call.caller);
    if (from === undefined || from === call.to) continue;
    const id = `${from} > ${call.to}`;
    calls.set(id, [...(calls.get(id) ?? []), call]);
  }
  return [...calls].flatMap(([id, ofEdge]) => {
    // The call that names its port says more about the connection than one that names a host alone.
    const call = ofEdge.find(({ port }) => port !== undefined) ?? ofEdge[0];
    if (call === undefined) return [];
    const { caller, service, server, to } = call;
    return [
      {
        id,
        from: places.nodeOfWorkload.get(caller) ?? '',
        to,
        kind: 'call' as const,
        label: '',
        transport: edgeTransport(mesh, proxyOf(mesh, caller), service, server, call.port),
        policies: policies.get(to) ?? [],
        evidence: [...new Set(ofEdge.map(({ evidence }) => evidence))].sort(),
      },
    ];
  });
}
