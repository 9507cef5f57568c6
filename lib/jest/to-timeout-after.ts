import { asked, type TestCall } from './asked';
import { verdict, type MatcherThis, type Verdict } from './verdict';

/**
 * Whether the route that a request takes gives up after a time.
 *
 * @param timeout as it is written in the route, such as `15s`
 */
export function toTimeoutAfter(this: MatcherThis, mesh: unknown, call: TestCall, timeout: string): Verdict {
  const { answer, text } = asked(mesh, call);
  const pass = answer.outcome === 'route' && answer.timeout === timeout;
  return verdict(this, 'toTimeoutAfter', pass, `a timeout after ${timeout}`, text);
}
