import { ConfigError } from './config-error';

/**
 * A part of the requests in percent: from 0 to 100, in steps of 0.0001, which is the finest that Envoy draws by.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Percent
 */
export class Percent {
  /**
   * This many of a hundred: `Percent.of(12.5)`.
   *
   * @throws ConfigError `percent` when it is not from 0 to 100, or less than 0.0001 but not 0
   */
  static of(value: number): Percent {
    if (value === 0 || (value >= 0.0001 && value <= 100)) return new Percent(value);
    throw new ConfigError(
      'percent',
      undefined,
      `a percentage is ${value}, expected 0, or a number from 0.0001 to 100; write 12.5 for one of eight`,
    );
  }

  /** Every request. */
  static all(): Percent {
    return new Percent(100);
  }

  private constructor(
    /** From 0 to 100. */
    readonly value: number,
  ) {}
}
