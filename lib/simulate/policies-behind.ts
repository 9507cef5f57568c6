import { issuersOf, probesOfPolicy, tokenProbe } from './policy-probes';
import type { Probe, TokenIssuer } from './probe';
import { gatewayProxy } from './proxy';
import type { ProbeEntry } from './probe-entries';
import { authorizationPolicies } from '../mesh/authorization-policies';
import { endpointsOf } from '../mesh/endpoints';
import { serviceOf } from '../vocabulary/host-name';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { requestAuthentications } from '../mesh/request-authentications';
import type { PolicyTarget, WorkloadPolicies } from '../mesh/workload-policies';

/** What the policies on the way of requests look at. */
export interface AskedOnTheWay {
  readonly probes: readonly Probe[];
  readonly issuers: readonly TokenIssuer[];
}

/** What is looked at by the policies of the servers of these hosts, and of the gateway where requests enter. */
export function askedOnTheWay(mesh: Mesh, entry: ProbeEntry, hosts: ReadonlySet<string>): AskedOnTheWay {
  const authorizations = new Set<Manifest>();
  const authentications = new Set<Manifest>();
  const addFrom = (collect: (policies: WorkloadPolicies) => readonly Manifest[]): void => {
    for (const policy of collect(authorizationPolicies(mesh))) authorizations.add(policy);
    for (const policy of collect(requestAuthentications(mesh))) authentications.add(policy);
  };
  const name = /^gateway:(.+):\d+$/.exec(entry.from)?.[1];
  if (name !== undefined && entry.port !== undefined) {
    const proxy = gatewayProxy(mesh, name, entry.port);
    if (proxy !== undefined) addFrom((policies) => policies.applyingTo(proxy.namespace, proxy.labels));
    const [namespace = '', gateway = ''] = name.split('/');
    addFrom((policies) => policies.attachedTo([{ kind: 'Gateway', namespace, name: gateway }]));
  }
  for (const host of hosts) {
    addFrom((policies) => policies.attachedTo(targetsOf(host)));
    for (const service of mesh.services.of(host)) {
      for (const { workload } of endpointsOf(mesh, service) ?? []) {
        if (workload) addFrom((policies) => policies.applyingTo(workload.namespace, workload.labels));
      }
    }
  }
  const issuers = [...authentications].flatMap(issuersOf);
  return {
    probes: [...[...authorizations].flatMap(probesOfPolicy), ...(issuers.length === 0 ? [] : [tokenProbe])],
    issuers,
  };
}

function targetsOf(host: string): readonly PolicyTarget[] {
  const service = serviceOf(host);
  return service === undefined ? [] : [{ kind: 'Service', ...service }];
}
