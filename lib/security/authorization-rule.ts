import type { IConstruct } from 'constructs';
import type { ICaller } from '../edges/caller';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { inclusionWithin } from '../values/inclusion';
import { format, or, spreadList, when } from '../values/operators';
import type { AuthorizationCondition } from './authorization-condition';
import type { Patterns } from './authorization-patterns';

/** Who sends a request; all fields that are given must match. Identities and namespaces need mutual TLS. */
export interface AuthorizationSource {
  /** Workloads and gateways of the construct tree, by their service accounts. */
  readonly callers?: readonly ICaller[];
  /** Identities: `<trust domain>/ns/<namespace>/sa/<service account>`. */
  readonly principals?: Patterns;
  readonly notPrincipals?: Patterns;
  /**
   * Service accounts: `<namespace>/<service account>`, or `<service account>` of the policy's namespace. No wildcards,
   * at most 16, and not beside principals, callers or namespaces.
   */
  readonly serviceAccounts?: Patterns;
  readonly notServiceAccounts?: Patterns;
  readonly namespaces?: Patterns;
  readonly notNamespaces?: Patterns;
  /** Trust domains of the callers' identities, for federated meshes. Istio 1.30. */
  readonly trustDomains?: Patterns;
  readonly notTrustDomains?: Patterns;
  /** Identities of a JSON web token: `<issuer>/<subject>`; `*` for any valid token. */
  readonly requestPrincipals?: Patterns;
  readonly notRequestPrincipals?: Patterns;
  /** Addresses, or ranges such as `10.0.0.0/16`, of who opened the connection: the last hop. */
  readonly ipBlocks?: Patterns;
  readonly notIpBlocks?: Patterns;
  /** Addresses of the client as gateways' `X-Forwarded-For` says. */
  readonly remoteIpBlocks?: Patterns;
  readonly notRemoteIpBlocks?: Patterns;
}

/** What a request does; all fields that are given must match. All but ports are HTTP only. */
export interface AuthorizationOperation {
  /** Host names as the request has them, with the port where it has one. */
  readonly hosts?: Patterns;
  readonly notHosts?: Patterns;
  /** Ports of the pods, not of their Service. */
  readonly ports?: readonly Deferred<number>[];
  readonly notPorts?: readonly Deferred<number>[];
  /** Methods in capital letters. gRPC is always `POST`. */
  readonly methods?: Patterns;
  readonly notMethods?: Patterns;
  /**
   * Normalised paths; of gRPC `/<package>.<service>/<method>`. In place of whole segments `{*}` stands for one segment,
   * `{**}` for any number of them.
   */
  readonly paths?: Patterns;
  readonly notPaths?: Patterns;
}

/** A rule matches when one source, one operation and all conditions do; what is not given matches everything. */
export interface AuthorizationRule {
  readonly from?: readonly AuthorizationSource[];
  readonly to?: readonly AuthorizationOperation[];
  readonly when?: readonly AuthorizationCondition[];
}

/**
 * A rule as an AuthorizationPolicy has it. Nothing that disappears may leave a rule behind that matches more: a rule
 * whose every caller is absent is absent too.
 */
export function authorizationRule(rule: AuthorizationRule, scope: IConstruct): Tree | undefined {
  const sources = rule.from?.map((source) => ({
    tree: sourceTree(source, scope),
    there: thereIn(source, scope),
  }));
  const present = sources ? or(...sources.map(({ there }) => there)) : true;
  return when<Tree>(present, {
    from: sources?.map(({ tree, there }) => when<Tree>(there, { source: tree })),
    to: rule.to?.map((operation) => ({ operation: operationTree(operation) })),
    when: rule.when?.map((condition) => condition._toIstio()),
  });
}

function thereIn({ callers = [], principals }: AuthorizationSource, scope: IConstruct): Deferred<boolean> {
  if (callers.length === 0 || principals !== undefined) return true;
  return or(...callers.map((caller) => inclusionWithin(caller, scope)));
}

function sourceTree({ callers = [], ...source }: AuthorizationSource, scope: IConstruct): Tree {
  if (callers.length === 0) return source;
  const identities = callers.map((caller) => when(inclusionWithin(caller, scope), caller.principal));
  return { ...source, principals: [...identities, ...spreadList(source.principals)] };
}

function operationTree({ ports, notPorts, ...operation }: AuthorizationOperation): Tree {
  const texts = (numbers: readonly Deferred<number>[]) => numbers.map((port) => format`${port}`);
  return {
    ...operation,
    ...(ports ? { ports: texts(ports) } : {}),
    ...(notPorts ? { notPorts: texts(notPorts) } : {}),
  };
}
