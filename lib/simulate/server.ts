import type { AccessRequest } from './access-request';
import { Authorization, type Access } from './authorization';
import type { PreparedRequest } from './prepared-request';
import { tokenVerdict } from './token';
import { authorizationPolicies } from '../mesh/authorization-policies';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { requestAuthentications } from '../mesh/request-authentications';
import type { PolicyTarget, WorkloadPolicies } from '../mesh/workload-policies';

/** The policies that stand before a workload or a gateway. */
export interface Server {
  readonly authorization: Authorization;
  readonly authentications: readonly Manifest[];
  /** Whether there is nothing to ask. */
  readonly open: boolean;
}

/** What a server's policies say; `status` is what the client sees when they refuse. */
export interface Verdict {
  readonly access: Access;
  readonly status: 401 | 403 | null;
}

/** The policies for pods of a namespace with these labels, and those attached to one of the targets. */
export function serverOf(
  mesh: Mesh,
  namespace: string,
  labels: Readonly<Record<string, string>>,
  targets: readonly PolicyTarget[] = [],
): Server {
  return serverWith(mesh, (policies) => [
    ...policies.applyingTo(namespace, labels),
    ...(targets.length === 0 ? [] : policies.attachedTo(targets)),
  ]);
}

/** The policies attached to one of the targets alone: those of a waypoint, which no selector chooses. */
export function attachedServer(mesh: Mesh, targets: readonly PolicyTarget[]): Server {
  return serverWith(mesh, (policies) => policies.attachedTo(targets));
}

function serverWith(mesh: Mesh, choose: (policies: WorkloadPolicies) => readonly Manifest[]): Server {
  const authorization = new Authorization(choose(authorizationPolicies(mesh)));
  const authentications = choose(requestAuthentications(mesh));
  return {
    authorization,
    authentications,
    open: authorization.isEmpty && authentications.length === 0,
  };
}

/** Tokens are looked at first, then the authorization. */
export function verdict(server: Server, request: PreparedRequest, access: AccessRequest): Verdict {
  const token = tokenVerdict(server.authentications, request);
  if (token.kind === 'refused') {
    const reason = `refused by RequestAuthentication: ${token.reason}`;
    return { access: { allowed: false, policy: null, rule: null, reason }, status: 401 };
  }
  const claims = token.kind === 'accepted' ? { claims: token.claims } : {};
  const judged = server.authorization.judge({ ...access, ...claims });
  return { access: judged, status: judged.allowed ? null : 403 };
}
