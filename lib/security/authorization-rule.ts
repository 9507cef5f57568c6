import type { IConstruct } from 'constructs';
import type { ICaller } from '../edges/caller';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { inclusionWithin } from '../values/inclusion';
import { or } from '../values/conditions';
import { format, spreadList, when } from '../values/operators';
import type { AuthorizationCondition } from './authorization-condition';
import type { Patterns } from './authorization-patterns';

/** Who sends a request; all fields that are given must match. Identities and namespaces need mutual TLS. */
export interface AuthorizationSource {
  /** Workloads and gateways of the construct tree, by their service accounts. @default - any */
  readonly callers?: readonly ICaller[];
  /** Identities: `<trust domain>/ns/<namespace>/sa/<service account>`. @default - any */
  readonly principals?: Patterns;
  /** None of these identities. @default - none is left out */
  readonly notPrincipals?: Patterns;
  /**
   * Service accounts: `<namespace>/<service account>`, or `<service account>` of the policy's namespace. No wildcards,
   * at most 16, and not beside principals, callers or namespaces.
   * @default - any
   */
  readonly serviceAccounts?: Patterns;
  /** None of these service accounts. @default - none is left out */
  readonly notServiceAccounts?: Patterns;
  /** Namespaces of the callers' identities. @default - any */
  readonly namespaces?: Patterns;
  /** None of these namespaces. @default - none is left out */
  readonly notNamespaces?: Patterns;
  /** Trust domains of the callers' identities, for federated meshes. Istio 1.30. @default - any */
  readonly trustDomains?: Patterns;
  /** None of these trust domains. @default - none is left out */
  readonly notTrustDomains?: Patterns;
  /** Identities of a JSON web token: `<issuer>/<subject>`; `*` for any valid token. @default - any */
  readonly requestPrincipals?: Patterns;
  /** None of these identities of a token. @default - none is left out */
  readonly notRequestPrincipals?: Patterns;
  /** Addresses, or ranges such as `10.0.0.0/16`, of who opened the connection: the last hop. @default - any */
  readonly ipBlocks?: Patterns;
  /** None of these addresses and ranges. @default - none is left out */
  readonly notIpBlocks?: Patterns;
  /** Addresses of the client as gateways' `X-Forwarded-For` says. @default - any */
  readonly remoteIpBlocks?: Patterns;
  /** None of these addresses and ranges of the client. @default - none is left out */
  readonly notRemoteIpBlocks?: Patterns;
}

/** What a request does; all fields that are given must match. All but ports are HTTP only. */
export interface AuthorizationOperation {
  /** Host names as the request has them, with the port where it has one. @default - any */
  readonly hosts?: Patterns;
  /** None of these host names. @default - none is left out */
  readonly notHosts?: Patterns;
  /** Ports of the pods, not of their Service. @default - any */
  readonly ports?: readonly Deferred<number>[];
  /** None of these ports. @default - none is left out */
  readonly notPorts?: readonly Deferred<number>[];
  /** Methods in capital letters. gRPC is always `POST`. @default - any */
  readonly methods?: Patterns;
  /** None of these methods. @default - none is left out */
  readonly notMethods?: Patterns;
  /**
   * Normalised paths; of gRPC `/<package>.<service>/<method>`. In place of whole segments `{*}` stands for one segment,
   * `{**}` for any number of them.
   * @default - any
   */
  readonly paths?: Patterns;
  /** None of these paths. @default - none is left out */
  readonly notPaths?: Patterns;
}

/** A rule matches when one source, one operation and all conditions do; what is not given matches everything. */
export interface AuthorizationRule {
  /** Who sends the request: one of these. @default - anybody */
  readonly from?: readonly AuthorizationSource[];
  /** What the request does: one of these. @default - anything */
  readonly to?: readonly AuthorizationOperation[];
  /** What else must hold: all of these. @default - nothing */
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
