import type { IConstruct } from 'constructs';
import type { ICaller } from '../edges/caller';
import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { demand } from '../values/constraint';
import { inclusionWithin } from '../values/inclusion';
import { choose, format, or, spreadList, when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';

/** A list of which one entry must match: exact, `abc*`, `*abc`, or `*` for any that is not empty. */
export type Patterns = Deferred<string[]>;

/** Who sends a request; all fields that are given must match. Identities and namespaces need mutual TLS. */
export interface AuthorizationSource {
  /** Workloads and gateways of the construct tree, by their service accounts. */
  readonly callers?: readonly ICaller[];
  /** Identities: `<trust domain>/ns/<namespace>/sa/<service account>`. */
  readonly principals?: Patterns;
  readonly notPrincipals?: Patterns;
  /** Service accounts: `<namespace>/<service account>`; no wildcards. */
  readonly serviceAccounts?: Patterns;
  readonly notServiceAccounts?: Patterns;
  readonly namespaces?: Patterns;
  readonly notNamespaces?: Patterns;
  /** Identities of a JSON web token: `<issuer>/<subject>`. */
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
  readonly hosts?: Patterns;
  readonly notHosts?: Patterns;
  /** Ports of the pods, not of their Service. */
  readonly ports?: readonly Deferred<number>[];
  readonly notPorts?: readonly Deferred<number>[];
  readonly methods?: Patterns;
  readonly notMethods?: Patterns;
  readonly paths?: Patterns;
  readonly notPaths?: Patterns;
}

/** A further condition. @see https://istio.io/latest/docs/reference/config/security/conditions/ */
export interface AuthorizationCondition {
  /** What is looked at, such as `request.headers[x-api-version]`. */
  readonly key: Deferred<string>;
  readonly values?: Patterns;
  readonly notValues?: Patterns;
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
    when: rule.when?.map((condition): Tree => ({ ...condition })),
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

/**
 * An empty part, or an empty list in it, would match everything, and so allow or deny what nobody asked for.
 *
 * @throws ConfigError `authorization-rules`
 */
export function checkAuthorizationRule(rule: AuthorizationRule, scope: IConstruct): void {
  for (const source of rule.from ?? []) checkLists(scope, 'from', source);
  for (const operation of rule.to ?? []) checkLists(scope, 'to', operation);
  for (const { values, notValues } of rule.when ?? []) checkLists(scope, 'when', { values, notValues });
}

function checkLists(scope: IConstruct, part: 'from' | 'to' | 'when', lists: object): void {
  const given = Object.entries(lists).filter(
    (entry): entry is [string, Deferred<unknown[]>] => entry[1] !== undefined,
  );
  if (given.length === 0) {
    throw new ConfigError(
      'authorization-rules',
      scope,
      `'${part}' of a rule is empty; say what it must match, or leave it out`,
    );
  }
  for (const [name, list] of given) {
    const message = `'${name}' in '${part}' of a rule is empty and would match everything; give it an entry or leave it out`;
    if (isDeferral(list)) demand(scope, choose(list, true, false), message);
    else if (list.length === 0) throw new ConfigError('authorization-rules', scope, message);
  }
}
