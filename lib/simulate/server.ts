import type { AccessRequest } from './access-request';
import { Authorization, type Access } from './authorization';
import type { PreparedRequest } from './prepared-request';
import { tokenVerdict } from './token';
import { asksForHttp, isReadByZtunnel, readByZtunnel } from './ztunnel-policy';
import { authorizationPolicies } from '../mesh/authorization-policies';
import type { Labels } from '../mesh/label-selector';
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
  /** Whether it sees connections alone, and closes those that it refuses: it is ztunnel. */
  readonly closes?: boolean;
  /** What is to be said of how it judges. */
  readonly note?: string;
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
  labels: Labels,
  targets: readonly PolicyTarget[] = [],
): Server {
  return serverWith(mesh, (policies) => [
    ...policies.applyingTo(namespace, labels),
    ...(targets.length === 0 ? [] : policies.attachedTo(targets)),
  ]);
}

/** The policies for pods behind ztunnel, which sees no requests, and so no tokens. */
export function ztunnelServer(mesh: Mesh, namespace: string, labels: Labels): Server {
  const policies = authorizationPolicies(mesh).applyingTo(namespace, labels).filter(isReadByZtunnel);
  const authorization = new Authorization(policies, readByZtunnel);
  const blind = policies.filter(asksForHttp).map((policy) => `${policy.namespace}/${policy.name}`);
  return {
    authorization,
    authentications: [],
    open: authorization.isEmpty,
    closes: true,
    ...(blind.length === 0
      ? {}
      : {
          note: `ztunnel reads no HTTP, for which ${blind.join(', ')} asks: such an ALLOW lets nobody in, such a DENY refuses everybody`,
        }),
  };
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
