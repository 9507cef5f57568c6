import type { AccessRequest } from './access-request';
import { asksForAddress } from './access-attributes';
import { accessRule } from './access-rule';
import type { Manifest } from '../mesh/manifest';
import type { JsonObject } from '../vocabulary/json';
import { objectsOf, textOf } from '../vocabulary/json-fields';

/** What the policies of a server say to a request. */
export interface Access {
  readonly allowed: boolean;
  /** The policy that decided, as `namespace/name`; null where none did: nothing allows it, or nothing asks. */
  readonly policy: string | null;
  /** The rule of it that matched, counted from 0. */
  readonly rule: number | null;
  readonly reason: string;
  /** Why it may be otherwise: an address that is not known decides. */
  readonly unknown?: string;
}

type RuleReader = (rule: JsonObject, action: string) => JsonObject | undefined;

interface CompiledPolicy {
  readonly name: string;
  readonly action: string;
  /** The place among Envoy's policies, which it goes through in the order of the alphabet. */
  readonly rules: readonly { readonly index: number; holds(request: AccessRequest): boolean }[];
}

/** The authorization of one server: its policies, ready to judge many requests. */
export class Authorization {
  readonly #byAction = new Map<string, readonly CompiledPolicy[]>();
  /** The names of the policies that ask for addresses. */
  readonly #askingForAddresses: readonly string[];

  /**
   * @param manifests the AuthorizationPolicies that hold for the server
   * @param read what the server makes of a rule; undefined for one that never holds
   */
  constructor(manifests: readonly Manifest[], read: RuleReader = (rule) => rule) {
    const enforced = manifests.filter(isEnforced);
    const policies = enforced.map((manifest) => compiledPolicy(manifest, read));
    this.#askingForAddresses = enforced
      .filter(({ spec }) => objectsOf(spec['rules']).some(asksForAddress))
      .map(({ namespace, name }) => `${namespace}/${name}`);
    for (const action of ['CUSTOM', 'DENY', 'ALLOW']) {
      this.#byAction.set(
        action,
        policies
          .filter((policy) => policy.action === action)
          .sort((one, other) => (envoyName(one.name) < envoyName(other.name) ? -1 : 1)),
      );
    }
  }

  /** Whether anything has to be judged at all. */
  get isEmpty(): boolean {
    return [...this.#byAction.values()].every((policies) => policies.length === 0);
  }

  /**
   * CUSTOM policies are asked first, then DENY, then ALLOW; where there is any ALLOW policy, what none of them allows
   * is denied. What an external authorizer would say is not known here, so a CUSTOM policy only leaves a note.
   *
   * @see https://istio.io/latest/docs/concepts/security/#implicit-enablement
   */
  judge(request: AccessRequest): Access {
    const judged = this.#judged(request, request, request);
    if (this.#askingForAddresses.length === 0) return judged;
    const hold = { ...request, unknownAddresses: 'hold' } as const;
    const fail = { ...request, unknownAddresses: 'fail' } as const;
    if (this.#judged(request, fail, hold).allowed === this.#judged(request, hold, fail).allowed)
      return judged;
    return {
      ...judged,
      unknown: `AuthorizationPolicy ${this.#askingForAddresses.join(', ')} asks for an address that is not known`,
    };
  }

  /** @param denying the request as DENY policies see it; @param allowing as ALLOW policies do */
  #judged(request: AccessRequest, denying: AccessRequest, allowing: AccessRequest): Access {
    const custom = this.#firstOf('CUSTOM', request);
    const note =
      custom === undefined ? '' : `; unknown because the authorizer of ${custom.policy} is asked first`;
    const denied = this.#firstOf('DENY', denying);
    if (denied) {
      return {
        allowed: false,
        ...denied,
        reason: `denied by rule ${denied.rule} of ${denied.policy}${note}`,
      };
    }
    const allowed = this.#firstOf('ALLOW', allowing);
    if (allowed) {
      return {
        allowed: true,
        ...allowed,
        reason: `allowed by rule ${allowed.rule} of ${allowed.policy}${note}`,
      };
    }
    const others = this.#byAction.get('ALLOW') ?? [];
    if (others.length === 0) {
      return { allowed: true, policy: null, rule: null, reason: `no policy denies it${note}` };
    }
    const names = others.map(({ name }) => name).join(', ');
    return {
      allowed: false,
      policy: null,
      rule: null,
      reason: `denied, since none of the ALLOW policies (${names}) allows it${note}`,
    };
  }

  #firstOf(
    action: string,
    request: AccessRequest,
  ): { readonly policy: string; readonly rule: number } | undefined {
    for (const policy of this.#byAction.get(action) ?? []) {
      for (const rule of policy.rules) {
        if (rule.holds(request)) return { policy: policy.name, rule: rule.index };
      }
    }
    return undefined;
  }
}

/** A policy on trial is only counted. */
function isEnforced({ annotations, spec }: Manifest): boolean {
  return annotations['istio.io/dry-run'] !== 'true' && spec['action'] !== 'AUDIT';
}

function compiledPolicy(manifest: Manifest, read: RuleReader): CompiledPolicy {
  const action = textOf(manifest.spec['action']) ?? 'ALLOW';
  return {
    name: `${manifest.namespace}/${manifest.name}`,
    action,
    rules: objectsOf(manifest.spec['rules']).flatMap((written, index) => {
      const rule = read(written, action);
      const holds = rule && accessRule(rule, manifest.namespace);
      return holds === undefined ? [] : [{ index, holds }];
    }),
  };
}

function envoyName(name: string): string {
  const [namespace = '', policy = ''] = name.split('/');
  return `ns[${namespace}]-policy[${policy}]`;
}
