import { asked, type TestCall } from './asked';
import { verdict, type MatcherThis, type Verdict } from './verdict';

/**
 * Whether an AuthorizationPolicy or RequestAuthentication refuses a request.
 *
 * @param policy the policy that denies it, as `namespace/name`; without it any will do
 */
export function toBeDenied(this: MatcherThis, mesh: unknown, call: TestCall, policy?: string): Verdict {
  const { answer, text } = asked(mesh, call);
  const pass =
    answer.outcome === 'denied' && (policy === undefined || answer.authorization.policy === policy);
  return verdict(this, 'toBeDenied', pass, policy === undefined ? 'denied' : `denied by ${policy}`, text);
}
