import { asked, type TestCall } from './asked';
import { verdict, type MatcherThis, type Verdict } from './verdict';

/** Where a redirect should lead; what is not said does not matter. */
export interface ExpectedRedirect {
  /** The Location header. @default - any */
  readonly location?: string;
  /** The status code, such as 301. @default - any */
  readonly status?: number;
}

/** Whether a request is answered by a redirect. */
export function toRedirect(
  this: MatcherThis,
  mesh: unknown,
  call: TestCall,
  expected: ExpectedRedirect = {},
): Verdict {
  const { answer, text } = asked(mesh, call);
  const { location, status } = expected;
  const pass =
    answer.redirect !== null &&
    (location === undefined || answer.redirect.location === location) &&
    (status === undefined || answer.redirect.status === status);
  const words = `a redirect${status === undefined ? '' : ` ${status}`}${location === undefined ? '' : ` to ${location}`}`;
  return verdict(this, 'toRedirect', pass, words, text);
}
