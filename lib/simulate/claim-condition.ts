import { claimAt } from './access-request';
import type { PreparedRequest } from './prepared-request';
import type { Condition } from './route-match';
import type { StringCondition } from './string-condition';
import type { Json } from '../vocabulary/json';

const HEADER = /^@request\.auth\.claims(?:\.(.+)|\[(.+)\])$/;

/**
 * The names that lead to the claim that a "header" of a match stands for: `@request.auth.claims.group.id` or
 * `@request.auth.claims[group][id]`; undefined for a header.
 *
 * @see https://istio.io/latest/docs/tasks/security/authentication/jwt-route/
 */
export function claimNames(header: string): readonly string[] | undefined {
  const found = HEADER.exec(header);
  if (found === null) return undefined;
  return found[1] === undefined ? found[2]?.split('][') : found[1].split('.');
}

/** A condition on a claim of the token that the gateway has accepted; of a list, on one of its texts. */
export function claimCondition(names: readonly string[], condition: StringCondition): Condition {
  return {
    words: `claim "${names.join('.')}" ${condition.words}`,
    holds: ({ claims }: PreparedRequest) => {
      const claim = claimAt(claims, names);
      const values = Array.isArray(claim) ? (claim as readonly Json[]) : [claim];
      return values.some((value) => typeof value === 'string' && condition.holds(value));
    },
  };
}
