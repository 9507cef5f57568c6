import type { Answer } from './answer';
import type { Call } from './call';
import { resilience, type Phase, type ResilienceResult } from './resilience';
import type { Simulator } from './simulator';
import type { OutlierSettings } from './outlier-detection';
import type { TrafficPolicy } from '../mesh/traffic-policy';
import { goDuration, millisecond } from '../validation/go-duration';
import { numberOf, objectOf, textOf } from '../vocabulary/json-fields';

/** What is done to the endpoints behind a request. */
export interface FaultSchedule {
  /** The endpoints that there are. @default 3 */
  readonly endpoints?: number;
  /** How many of them are bad from the beginning. @default 1 */
  readonly bad?: number;
  /** Percent of the requests that a bad one answers with 503. @default 100 */
  readonly errors?: number;
  /** Milliseconds that a bad one takes; a good one takes 10. @default 10 */
  readonly latency?: number;
  /** Requests a second. @default 100 */
  readonly rate?: number;
  /** Seconds of the run. @default 60 */
  readonly duration?: number;
  /** @default 1 */
  readonly seed?: number;
}

const GOOD = 10;
/** Envoy's default for the requests under way to one cluster is beyond any run here. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;
/** What makes a proxy try again on a 503 of HTTP; `unavailable` is a status of gRPC alone. */
const ON_ERRORS = ['5xx', 'gateway-error', '503'];
const ON_TIMEOUTS = ['5xx', 'gateway-error', 'reset'];

/** How the policies that hold for a request stand faults of its endpoints. */
export function survival(simulator: Simulator, call: Call, schedule: FaultSchedule = {}): ResilienceResult {
  const answer = simulator.answer(call, { trace: false });
  const policy = simulator.trafficPolicyOf(call, answer);
  const {
    endpoints = 3,
    bad = 1,
    errors = 100,
    latency = GOOD,
    rate = 100,
    duration = 60,
    seed = 1,
  } = schedule;
  const words = retryWords(answer);
  const outliers = outliersOf(policy);
  return resilience({
    endpoints: Array.from({ length: endpoints }, (_, index): readonly Phase[] => [
      index < bad ? { from: 0, latency, errors } : { from: 0, latency: GOOD, errors: 0 },
    ]),
    rate,
    duration: duration * 1000,
    timeout: milliseconds(answer.timeout),
    retries: answer.retries?.attempts ?? 0,
    perTryTimeout: milliseconds(answer.retries?.perTryTimeout),
    retriesTimeouts: ON_TIMEOUTS.some((word) => words.includes(word)),
    retriesErrors: ON_ERRORS.some((word) => words.includes(word)),
    pool: poolOf(policy),
    ...(outliers === undefined ? {} : { outliers }),
    seed,
  });
}

/** 0 for a time that is not there, or is none. */
function milliseconds(text: string | null | undefined): number {
  return (goDuration(text ?? '0') ?? 0) / millisecond;
}

function retryWords({ retries }: Answer): readonly string[] {
  return retries === null ? [] : [...retries.retryOn.split(','), ...retries.statusCodes.map(String)];
}

/** Requests that are waiting for a connection, and those that HTTP/2 lets under way at once. */
function poolOf({ connectionPool }: TrafficPolicy): number {
  const http = objectOf(connectionPool?.['http']);
  const tcp = objectOf(connectionPool?.['tcp']);
  const connections = numberOf(tcp['maxConnections']);
  const pending = numberOf(http['http1MaxPendingRequests']);
  const requests = numberOf(http['http2MaxRequests']) ?? NO_LIMIT;
  return connections === undefined
    ? requests
    : Math.min(requests, connections + (pending ?? NO_LIMIT - connections));
}

function outliersOf({ outlierDetection }: TrafficPolicy): OutlierSettings | undefined {
  if (outlierDetection === undefined) return undefined;
  return {
    consecutiveErrors:
      numberOf(outlierDetection['consecutiveGatewayErrors']) ??
      numberOf(outlierDetection['consecutive5xxErrors']) ??
      5,
    baseEjectionTime: milliseconds(textOf(outlierDetection['baseEjectionTime']) ?? '30s'),
    maxEjectionPercent: numberOf(outlierDetection['maxEjectionPercent']) ?? 10,
  };
}
