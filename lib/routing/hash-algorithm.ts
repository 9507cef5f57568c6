import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { checkLiteral } from './literal-check';
import { checkNumber } from './number-check';

/**
 * How a consistent hash finds the pod of a key.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/load_balancers
 */
export class HashAlgorithm {
  /** A ring of at least this many places; more places share requests out more evenly. @default 1024 */
  static ringHash(minimumRingSize: Deferred<number> = 1024): HashAlgorithm {
    checkNumber('minimumRingSize', minimumRingSize, { minimum: 1, maximum: 8388608 });
    return new HashAlgorithm({ ringHash: { minimumRingSize } });
  }

  /**
   * A table of this many places: faster, and moves more keys when pods come and go.
   *
   * @throws ConfigError `number` when the size is no prime below 5000011
   */
  static maglev(tableSize: Deferred<number> = 65537): HashAlgorithm {
    checkLiteral(tableSize, (size) => size < 5000011 && isPrime(size), {
      code: 'number',
      property: 'tableSize',
      expected: 'a prime number below 5000011',
      remedy: 'leave it out for 65537',
    });
    return new HashAlgorithm({ maglev: { tableSize } });
  }

  private constructor(private readonly settings: Readonly<Record<string, Tree>>) {}

  /** @internal As a DestinationRule has it. */
  _toIstio(): Readonly<Record<string, Tree>> {
    return this.settings;
  }
}

function isPrime(number: number): boolean {
  if (!Number.isInteger(number) || number < 2) return false;
  for (let factor = 2; factor * factor <= number; factor++) if (number % factor === 0) return false;
  return true;
}
