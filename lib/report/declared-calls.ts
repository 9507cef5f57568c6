import type { Places } from './places';
import { writtenReference } from '../cost/object-reference';
import { workloadCalls } from '../analysis/workload-calls';
import { hasLabels } from '../mesh/label-selector';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import type { Workload } from '../mesh/workloads';
import { isWildcard } from '../vocabulary/host-name';
import { SidecarScopes } from '../mesh/sidecar-scopes';
import { objectOf, objectsOf, textFieldsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** A call that manifests declare: who may or shall call which node, and where that is written. */
export interface DeclaredCall {
  readonly caller: Workload;
  /** The id of the node that is called. */
  readonly to: string;
  readonly service: MeshService | undefined;
  /** What answers, where it is known. */
  readonly server: Workload | undefined;
  readonly port: number | undefined;
  readonly evidence: string;
}

/**
 * Who calls whom, by all that manifests tell: hosts in variables and arguments, hosts that a Sidecar of chosen
 * workloads imports by name, and identities that an AuthorizationPolicy allows by name.
 */
export function declaredCalls(mesh: Mesh, places: Places): readonly DeclaredCall[] {
  return [...configuredCalls(mesh, places), ...importedCalls(mesh, places), ...allowedCalls(mesh, places)];
}

function* configuredCalls(mesh: Mesh, places: Places): Generator<DeclaredCall> {
  for (const { workload, service, port } of workloadCalls(mesh)) {
    yield* callsTo(
      mesh,
      places,
      workload,
      service,
      port,
      `configuration of ${writtenReference(workload.manifest)}`,
    );
  }
}

function* importedCalls(mesh: Mesh, places: Places): Generator<DeclaredCall> {
  for (const caller of mesh.workloads.all) {
    const { manifest, egress } = SidecarScopes.of(mesh).of(caller.namespace, caller.labels);
    if (manifest?.spec['workloadSelector'] === undefined) continue;
    for (const { hosts } of egress) {
      for (const { host } of hosts) {
        if (isWildcard(host)) continue;
        for (const service of mesh.services.of(host).slice(0, 1)) {
          yield* callsTo(mesh, places, caller, service, undefined, writtenReference(manifest));
        }
      }
    }
  }
}

function* callsTo(
  mesh: Mesh,
  { nodeOfHost }: Places,
  caller: Workload,
  service: MeshService,
  port: number | undefined,
  evidence: string,
): Generator<DeclaredCall> {
  const to = nodeOfHost.get(service.host);
  const server =
    service.selector === undefined
      ? undefined
      : mesh.workloads.selected(service.namespace, service.selector)[0];
  if (to !== undefined) yield { caller, to, service, server, port, evidence };
}

function* allowedCalls(mesh: Mesh, { nodeOfWorkload }: Places): Generator<DeclaredCall> {
  const byAccount = new Map<string, Workload[]>();
  for (const workload of nodeOfWorkload.keys()) {
    const account = `${workload.namespace}/${workload.serviceAccount}`;
    byAccount.set(account, [...(byAccount.get(account) ?? []), workload]);
  }
  for (const policy of mesh.of('security.istio.io/AuthorizationPolicy')) {
    if ((textOf(policy.spec['action']) ?? 'ALLOW') !== 'ALLOW') continue;
    const servers = selectedServers(mesh, policy).filter((server) => nodeOfWorkload.has(server));
    for (const account of accountsOf(policy)) {
      for (const caller of byAccount.get(account) ?? []) {
        for (const server of servers) {
          const to = nodeOfWorkload.get(server);
          if (to === undefined || caller === server) continue;
          const service = mesh.services.all.find(
            ({ namespace, selector }) =>
              namespace === server.namespace && selector !== undefined && hasLabels(server.labels, selector),
          );
          yield { caller, to, service, server, port: undefined, evidence: writtenReference(policy) };
        }
      }
    }
  }
}

/** The workloads for which a policy was written; none for one of a whole namespace, which declares no edge. */
function selectedServers(mesh: Mesh, { namespace, spec }: Manifest): readonly Workload[] {
  const labels = textFieldsOf(objectOf(spec['selector'])['matchLabels']);
  return Object.keys(labels).length === 0 ? [] : mesh.workloads.selected(namespace, labels);
}

/** The service accounts that a policy names as sources, as `namespace/name`. */
function accountsOf({ namespace, spec }: Manifest): ReadonlySet<string> {
  const sources = objectsOf(spec['rules'])
    .flatMap((rule) => objectsOf(rule['from']))
    .map(({ source }) => objectOf(source));
  const ofPrincipals = sources
    .flatMap(({ principals }) => textsOf(principals))
    .map((principal) => /(?:^|\/)ns\/([^/]+)\/sa\/([^/]+)$/.exec(principal))
    .flatMap((found) => (found === null ? [] : [`${found[1] ?? ''}/${found[2] ?? ''}`]));
  const named = sources
    .flatMap(({ serviceAccounts }) => textsOf(serviceAccounts))
    .map((account) => (account.includes('/') ? account : `${namespace}/${account}`));
  return new Set([...ofPrincipals, ...named]);
}
