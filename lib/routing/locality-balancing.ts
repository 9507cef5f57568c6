import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkLiteral } from './literal-check';

/** Where callers of one locality send their requests. */
export interface LocalityShare {
  /** Callers' locality: `region/zone/sub-zone`, whose end may be `*`. */
  readonly from: Deferred<string>;
  /** Percent of the requests for each locality, 100 in all: `{ 'eu/one/*': 80, 'eu/two/*': 20 }`. */
  readonly to: Readonly<Record<string, number>>;
}

/** A region that takes over when another one has too few healthy pods. */
export interface RegionFailover {
  /** The region with too few healthy pods. */
  readonly from: Deferred<string>;
  /** The region that takes over. */
  readonly to: Deferred<string>;
}

/**
 * Which localities (region, zone, sub-zone of nodes) requests go to. Without outlier detection no locality is ever found
 * to be unhealthy.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting
 */
export class LocalityBalancing {
  /** Shares by the caller's locality. @throws ConfigError `locality` when shares do not add up to 100 */
  static distribute(...shares: LocalityShare[]): LocalityBalancing {
    for (const { from, to } of shares) {
      for (const locality of [from, ...Object.keys(to)]) checkLocality(locality);
      const weights = Object.values(to);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      if (sum === 100 && weights.every((weight) => Number.isInteger(weight) && weight > 0)) continue;
      throw new ConfigError(
        'locality',
        undefined,
        `'to' is ${weights.join(' + ')} = ${sum}, expected whole percents from 1 that add up to 100; change the shares`,
      );
    }
    return new LocalityBalancing({ enabled: true, distribute: shares.map((share) => ({ ...share })) });
  }

  /** The own locality first, then these regions. @throws ConfigError `locality` when a region is its own failover */
  static failover(...regions: RegionFailover[]): LocalityBalancing {
    for (const { from, to } of regions) {
      for (const region of [from, to]) {
        checkLiteral(region, (text) => text !== '' && !/[/*]/.test(text), {
          code: 'locality',
          property: 'failover',
          expected: 'a region, without zone and wildcard',
          remedy: "write it like 'eu-west-1'",
        });
      }
      if (isDeferral(from) || from !== to) continue;
      throw new ConfigError(
        'locality',
        undefined,
        `'failover' of '${from}' is itself, expected another region`,
      );
    }
    return new LocalityBalancing({ enabled: true, failover: regions.map((region) => ({ ...region })) });
  }

  /** Pods that share most of these labels with the caller first, in this order: `topology.kubernetes.io/region`. */
  static failoverPriority(...labels: Deferred<string>[]): LocalityBalancing {
    return new LocalityBalancing({ enabled: true, failoverPriority: labels });
  }

  /** All localities alike, even where the mesh is set otherwise. */
  static off(): LocalityBalancing {
    return new LocalityBalancing({ enabled: false });
  }

  private constructor(private readonly settings: Tree) {}

  /** @internal As a DestinationRule has it. */
  _toIstio(): Tree {
    return this.settings;
  }
}

function checkLocality(locality: Deferred<string>): void {
  checkLiteral(
    locality,
    (text) => /^(\*|[^/*]+(\/[^/*]+){0,2}(\/\*)?)$/.test(text) && text.split('/').length <= 3,
    {
      code: 'locality',
      property: 'distribute',
      expected: 'region/zone/sub-zone, whose end may be *',
      remedy: "write it like 'eu-west-1/eu-west-1a/*'",
    },
  );
}
