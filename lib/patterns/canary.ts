import { Construct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { demand } from '../values/constraint';
import { isDeferral } from '../values/expression';
import { add, multiply } from '../values/arithmetic';
import { less, not, or } from '../values/conditions';
import type { HeaderMatch } from '../routing/header-match';
import { HttpRule } from '../routing/http-rule';
import { MeshRouting } from './mesh-routing';
import type { StickyCookie } from './sticky-cookie';
import { checkDiffer, sharedOptions, withAny, type VersionPatternProps } from './version-pattern';

/** Options of a canary. */
export interface CanaryProps extends VersionPatternProps {
  /** Version that most requests go to. */
  readonly stable: string;
  /** Version that is tried out. */
  readonly canary: string;
  /** Percent of the requests that the canary gets, whole numbers. */
  readonly weight: Deferred<number>;
  /** Requests with one of these headers go to the canary, whatever its weight. @default - none */
  readonly testers?: readonly HeaderMatch[];
  /** Keeps browsers on the version that they got first. @default - drawn for each request */
  readonly sticky?: StickyCookie;
}

/**
 * Tries a new version out on a part of the requests. Proxies draw the version for each request, whatever the number of
 * pods; `testers` pin theirs. With a sticky cookie weight 0 takes everybody off the canary at once, and 100 on to it.
 *
 * Callers deeper in the mesh get to the canary by a header only if every service between passes it on.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/traffic-shifting/
 * @throws ConfigError `versions` when both versions are the same
 * @throws ConfigError `constraint-violated` when the weight is no percentage
 * @throws ConfigError `not-in-gateway-api` for retries on the Gateway API
 *
 * @example
 * ```ts
 * const image = { repository: 'registry.example.com/orders', tag: '1.0.0' };
 * const orders = new EventBackend(chart, 'orders', { image });
 * orders.addVersion({ version: 'v2', image: { ...image, tag: '2.0.0' } });
 * new Canary(chart, 'canary', {
 *   backend: orders,
 *   stable: 'v1',
 *   canary: 'v2',
 *   weight: 10,
 *   testers: [HeaderMatch.exact('x-canary', 'true')],
 * });
 * ```
 */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, props: CanaryProps) {
    super(scope, id);
    const { backend, routing = MeshRouting.istio(), stable, canary, weight, testers = [], sticky } = props;
    checkDiffer(this, { stable, canary });
    const found = isDeferral(weight) ? 'known at deploy time' : `${weight}`;
    demand(
      this,
      not(or(less(weight, 0), less(100, weight))),
      `'weight' is ${found}, expected a percentage from 0 to 100`,
    );
    const { to, route } = routing._versioned(this, backend);
    const shared = sharedOptions(props);
    const pinned = (version: string, when: Deferred<boolean>) =>
      sticky
        ? [HttpRule.route({ ...shared, matches: withAny([sticky._match(version)]), when, to: [to(version)] })]
        : [];
    const part = (version: string, percent: Deferred<number>) =>
      to(version, { weight: percent, ...(sticky ? { responseHeaders: sticky._set(version) } : {}) });
    route([
      ...(testers.length > 0
        ? [HttpRule.route({ ...shared, matches: withAny(testers), to: [to(canary)] })]
        : []),
      ...pinned(canary, less(0, weight)),
      ...pinned(stable, less(weight, 100)),
      HttpRule.route({
        ...shared,
        to: [part(stable, add(100, multiply(weight, -1))), part(canary, weight)],
      }),
    ]);
  }
}
