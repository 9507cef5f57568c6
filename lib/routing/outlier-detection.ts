import { Duration } from 'cdk8s';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { checkNumber } from './number-check';
import { checkTimeSpan, timeText, type TimeSpan } from './time-span';

/** When a pod that fails gets no requests for a while. */
export interface OutlierDetectionOptions {
  /** Failures in a row, 5xx or connections that fail, that eject a pod. @default 5 */
  readonly consecutive5xxErrors?: Deferred<number>;
  /** Failures in a row of 502, 503 and 504 alone that eject a pod. @default - they count as 5xx only */
  readonly consecutiveGatewayErrors?: Deferred<number>;
  /**
   * Failures in a row to reach a pod at all (no connection, time over) that eject it; they no longer count as 5xx.
   * @default - they count as 5xx
   */
  readonly consecutiveLocalOriginFailures?: Deferred<number>;
  /** Time between two looks at the pods. @default - 10 s */
  readonly interval?: TimeSpan;
  /** The shortest ejection; each further one of the same pod is longer. @default - 30 s */
  readonly baseEjectionTime?: TimeSpan;
  /** Percent of the pods that may be ejected at a time. @default 50 */
  readonly maxEjectionPercent?: Deferred<number>;
  /** Percent of the pods that must be healthy for any ejection to count. @default - Istio's: 0 */
  readonly minHealthPercent?: Deferred<number>;
}

/**
 * Circuit breaking per pod: who calls takes a pod that keeps failing out of its own load balancing.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
 */
export class OutlierDetection {
  /** Ejects after failures. @throws ConfigError `number`, `time-span` */
  static of(options: OutlierDetectionOptions = {}): OutlierDetection {
    return new OutlierDetection(options);
  }

  /** Never ejects. */
  static off(): OutlierDetection {
    return new OutlierDetection(undefined);
  }

  private constructor(private readonly options: OutlierDetectionOptions | undefined) {
    if (!options) return;
    for (const property of COUNTS) checkNumber(property, options[property], { maximum: 2 ** 32 - 1 });
    for (const property of PERCENTS) checkNumber(property, options[property], { maximum: 100 });
    checkTimeSpan('interval', options.interval);
    checkTimeSpan('baseEjectionTime', options.baseEjectionTime);
  }

  /** @internal As a DestinationRule has it. */
  _toIstio(): Tree | undefined {
    if (!this.options) return undefined;
    return {
      consecutive5xxErrors: this.options.consecutive5xxErrors ?? 5,
      consecutiveGatewayErrors: this.options.consecutiveGatewayErrors,
      ...(this.options.consecutiveLocalOriginFailures === undefined
        ? {}
        : {
            consecutiveLocalOriginFailures: this.options.consecutiveLocalOriginFailures,
            splitExternalLocalOriginErrors: true,
          }),
      interval: timeText(this.options.interval ?? Duration.seconds(10)),
      baseEjectionTime: timeText(this.options.baseEjectionTime ?? Duration.seconds(30)),
      maxEjectionPercent: this.options.maxEjectionPercent ?? 50,
      minHealthPercent: this.options.minHealthPercent,
    };
  }
}

const COUNTS = [
  'consecutive5xxErrors',
  'consecutiveGatewayErrors',
  'consecutiveLocalOriginFailures',
] as const;
const PERCENTS = ['maxEjectionPercent', 'minHealthPercent'] as const;
