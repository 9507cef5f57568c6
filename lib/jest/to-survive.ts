import { callOf, type TestCall } from './asked';
import { meshOf } from './subject';
import { verdict, type MatcherThis, type Verdict } from './verdict';
import { Simulator } from '../simulate/simulator';
import { survival, type FaultSchedule } from '../simulate/survival';

/** Faults of the endpoints, and how well requests must get through them. */
export interface ExpectedSurvival extends FaultSchedule {
  /** The least percent of the requests that succeed. @default 99 */
  readonly successRate?: number;
}

/** Whether the timeouts, retries, pools and outlier detection that hold for a request get it past bad endpoints. */
export function toSurvive(
  this: MatcherThis,
  mesh: unknown,
  call: TestCall,
  expected: ExpectedSurvival = {},
): Verdict {
  const { successRate: least = 99, ...schedule } = expected;
  const { successRate, p99Latency, amplification, ejections } = survival(
    new Simulator(meshOf(mesh)),
    callOf(call),
    schedule,
  );
  const { bad = 1, endpoints = 3 } = schedule;
  const received =
    `${successRate.toFixed(2)} % succeed, 99 % within ${Math.round(p99Latency)} ms, ` +
    `${amplification.toFixed(2)} tries for each request, ${ejections} ejections`;
  const words = `at least ${least} % to succeed while ${bad} of ${endpoints} endpoints are bad`;
  return verdict(this, 'toSurvive', successRate >= least, words, received);
}
