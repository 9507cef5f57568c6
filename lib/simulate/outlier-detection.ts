/** When an endpoint is left out, as `outlierDetection` of a DestinationRule says. */
export interface OutlierSettings {
  /** Errors in a row that eject an endpoint. */
  readonly consecutiveErrors: number;
  /** Milliseconds for which it stays out the first time; longer each further time. */
  readonly baseEjectionTime: number;
  /** The most endpoints, in percent, that are out at once; one may always be. */
  readonly maxEjectionPercent: number;
}

/**
 * Outlier detection of Envoy, as far as errors in a row go.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/outlier
 */
export class OutlierDetection {
  /** How often an endpoint was ejected. */
  ejections = 0;
  readonly #errors: number[];
  readonly #times: number[];
  /** Until when each is out. */
  readonly #until: number[];
  readonly #all: readonly number[];

  constructor(
    size: number,
    private readonly settings: OutlierSettings | undefined,
  ) {
    this.#all = Array.from({ length: size }, (_, index) => index);
    this.#errors = this.#all.map(() => 0);
    this.#times = this.#all.map(() => 0);
    this.#until = this.#all.map(() => 0);
  }

  /** The endpoints that are asked; all of them when every one is out. */
  healthy(now: number): readonly number[] {
    const healthy = this.#all.filter((index) => (this.#until[index] ?? 0) <= now);
    return healthy.length === 0 ? this.#all : healthy;
  }

  /** Takes note of an answer. */
  record(endpoint: number, succeeded: boolean, now: number): void {
    const { settings } = this;
    if (settings === undefined || settings.consecutiveErrors === 0) return;
    const errors = succeeded ? 0 : (this.#errors[endpoint] ?? 0) + 1;
    this.#errors[endpoint] = errors;
    const out = this.#all.filter((index) => (this.#until[index] ?? 0) > now);
    if (errors < settings.consecutiveErrors || out.includes(endpoint)) return;
    const mayEject =
      out.length === 0 || (100 * (out.length + 1)) / this.#all.length <= settings.maxEjectionPercent;
    if (!mayEject) return;
    const times = (this.#times[endpoint] ?? 0) + 1;
    this.#times[endpoint] = times;
    this.#until[endpoint] = now + times * settings.baseEjectionTime;
    this.#errors[endpoint] = 0;
    this.ejections += 1;
  }
}
