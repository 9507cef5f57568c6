import { EventQueue } from './event-queue';
import { OutlierDetection, type OutlierSettings } from './outlier-detection';

/** What an endpoint does to a request: how long it takes, and how often it fails with 503. */
export interface EndpointBehaviour {
  /** Milliseconds until it answers. */
  readonly latency: number;
  /** Percent of the requests that it answers with an error. */
  readonly errors: number;
}

/** From when on, in milliseconds, an endpoint behaves in a way. */
export interface Phase extends EndpointBehaviour {
  readonly from: number;
}

/** What is tried on the endpoints of one service, and with which policy. */
export interface ResilienceCase {
  /** What each endpoint does; the phases in the order of time, the first from 0. */
  readonly endpoints: readonly (readonly Phase[])[];
  /** Requests a second; evenly spread. */
  readonly rate: number;
  /** Milliseconds of the run. */
  readonly duration: number;
  /** The route's timeout in milliseconds; 0 for none. */
  readonly timeout: number;
  /** Tries after the first one, where the answer is an error or a try takes too long. */
  readonly retries: number;
  /** Milliseconds for each try; 0 for none but the route's. */
  readonly perTryTimeout: number;
  /** Whether a try that takes too long is tried again: only when retryOn holds 5xx, gateway-error or reset. */
  readonly retriesTimeouts: boolean;
  /** Whether an error is tried again. */
  readonly retriesErrors: boolean;
  /** The most requests that are under way at once; more are refused with 503. */
  readonly pool: number;
  readonly outliers?: OutlierSettings;
  /** The same seed gives the same run. */
  readonly seed: number;
}

/** What came out. */
export interface ResilienceResult {
  readonly requests: number;
  /** Percent of the requests that were answered without error. */
  readonly successRate: number;
  /** Milliseconds: of all requests, the mean and the 99th percentile. */
  readonly meanLatency: number;
  readonly p99Latency: number;
  /** Tries for each request that endpoints had to bear. */
  readonly amplification: number;
  /** How often an endpoint was ejected. */
  readonly ejections: number;
  /** Requests that the pool refused. */
  readonly overflows: number;
}

/** One run, event by event. Endpoints are taken in turn, those that are ejected are left out. */
export function resilience(settings: ResilienceCase): ResilienceResult {
  return new Run(settings).result();
}

interface Request {
  readonly start: number;
  tries: number;
}

/** A pause before each further try grows with Envoy's default of 25 ms. */
const BACKOFF = 25;

class Run {
  readonly #queue = new EventQueue();
  readonly #random: () => number;
  readonly #outliers: OutlierDetection;
  readonly #latencies: number[] = [];
  #succeeded = 0;
  #tries = 0;
  #overflows = 0;
  #underWay = 0;
  #next = 0;

  constructor(private readonly settings: ResilienceCase) {
    this.#random = seededRandom(settings.seed);
    this.#outliers = new OutlierDetection(settings.endpoints.length, settings.outliers);
  }

  result(): ResilienceResult {
    const { rate, duration } = this.settings;
    const requests = Math.floor((rate * duration) / 1000);
    for (let index = 0; index < requests; index++) {
      const start = (index * 1000) / rate;
      this.#queue.at(start, () => {
        this.#attempt({ start, tries: 0 });
      });
    }
    this.#queue.run();
    const sorted = [...this.#latencies].sort((one, other) => one - other);
    const total = sorted.reduce((sum, latency) => sum + latency, 0);
    return {
      requests,
      successRate: requests === 0 ? 100 : (100 * this.#succeeded) / requests,
      meanLatency: requests === 0 ? 0 : total / requests,
      p99Latency: sorted[Math.max(0, Math.ceil(sorted.length * 0.99) - 1)] ?? 0,
      amplification: requests === 0 ? 0 : this.#tries / requests,
      ejections: this.#outliers.ejections,
      overflows: this.#overflows,
    };
  }

  #attempt(request: Request): void {
    const { now } = this.#queue;
    const { settings } = this;
    if (this.#underWay >= settings.pool) {
      this.#overflows += 1;
      this.#end(request, false);
      return;
    }
    const endpoint = this.#choose(now);
    const { latency, errors } = behaviourAt(settings.endpoints[endpoint] ?? [], now);
    const left = settings.timeout === 0 ? Infinity : request.start + settings.timeout - now;
    const limit = settings.perTryTimeout === 0 ? Infinity : settings.perTryTimeout;
    const fails = this.#random() * 100 < errors;
    request.tries += 1;
    this.#tries += 1;
    this.#underWay += 1;
    this.#queue.at(now + Math.min(latency, limit, left), () => {
      this.#underWay -= 1;
      const late = latency > Math.min(limit, left);
      this.#outliers.record(endpoint, !fails && !late, this.#queue.now);
      if (left <= Math.min(latency, limit)) this.#end(request, latency <= left && !fails);
      else if (!fails && !late) this.#end(request, true);
      else if (
        request.tries <= settings.retries &&
        (late ? settings.retriesTimeouts : settings.retriesErrors)
      ) {
        this.#tryAgain(request);
      } else this.#end(request, false);
    });
  }

  #tryAgain(request: Request): void {
    const pause = this.#random() * BACKOFF * (2 ** request.tries - 1);
    const again = this.#queue.now + pause;
    const { timeout } = this.settings;
    const end = request.start + timeout;
    this.#queue.at(timeout === 0 ? again : Math.min(again, end), () => {
      if (timeout !== 0 && this.#queue.now >= end) this.#end(request, false);
      else this.#attempt(request);
    });
  }

  #end(request: Request, succeeded: boolean): void {
    this.#latencies.push(this.#queue.now - request.start);
    if (succeeded) this.#succeeded += 1;
  }

  #choose(now: number): number {
    const healthy = this.#outliers.healthy(now);
    const chosen = healthy[this.#next % healthy.length] ?? 0;
    this.#next += 1;
    return chosen;
  }
}

function behaviourAt(phases: readonly Phase[], now: number): EndpointBehaviour {
  return phases.findLast(({ from }) => from <= now) ?? { latency: 0, errors: 0 };
}

/** Numbers from 0 to 1 that only depend on the seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
