import { asked, type TestCall } from './asked';
import { verdict, type MatcherThis, type Verdict } from './verdict';

/** How a request should be tried again; what is not said does not matter. */
export interface ExpectedRetries {
  /** Tries after the first one. @default - any */
  readonly attempts?: number;
  /** Such as `2s`. @default - any */
  readonly perTryTimeout?: string;
  /** Conditions and statuses that must be among those it is retried on. @default - any */
  readonly on?: readonly string[];
}

/** Whether the mesh tries a request again. */
export function toRetry(
  this: MatcherThis,
  mesh: unknown,
  call: TestCall,
  expected: ExpectedRetries = {},
): Verdict {
  const { answer, text } = asked(mesh, call);
  const { retries } = answer;
  const { attempts, perTryTimeout, on = [] } = expected;
  const reasons = retries === null ? [] : [...retries.retryOn.split(','), ...retries.statusCodes.map(String)];
  const pass =
    answer.outcome === 'route' &&
    retries !== null &&
    (attempts === undefined || retries.attempts === attempts) &&
    (perTryTimeout === undefined || retries.perTryTimeout === perTryTimeout) &&
    on.every((reason) => reasons.includes(reason));
  const words = [
    attempts === undefined ? 'retries' : `${attempts} retries`,
    ...(on.length === 0 ? [] : [`on ${on.join(', ')}`]),
    ...(perTryTimeout === undefined ? [] : [`of ${perTryTimeout} each`]),
  ].join(' ');
  return verdict(this, 'toRetry', pass, words, text);
}
