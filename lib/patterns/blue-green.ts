import { Construct } from 'constructs';
import type { HeaderMatch } from '../routing/header-match';
import { HttpRule } from '../routing/http-rule';
import type { Deferred } from '../values/chart-value';
import { equals } from '../values/conditions';
import { choose } from '../values/operators';
import { MeshRouting } from './mesh-routing';
import { checkDiffer, sharedOptions, withAny, type VersionPatternProps } from './version-pattern';

/** Options of a blue-green deployment. */
export interface BlueGreenProps extends VersionPatternProps {
  /** One version. */
  readonly blue: string;
  /** The other one. */
  readonly green: string;
  /** Which of them gets the requests: turning it is the release, and turning it back the rollback. */
  readonly live: Deferred<'blue' | 'green'>;
  /** Requests with one of these headers go to the version that is not live, to try it. @default - none */
  readonly preview?: readonly HeaderMatch[];
}

/**
 * Two versions side by side, one of which gets all requests. Requests that are under way when it turns are answered by
 * the version that they went to; keep both deployed until nobody needs the way back.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/traffic-shifting/
 * @throws ConfigError `versions` when both versions are the same
 *
 * @example
 * ```ts
 * const image = { repository: 'registry.example.com/orders', tag: '1.0.0' };
 * const orders = new EventBackend(chart, 'orders', { image });
 * orders.addVersion({ version: 'v2', image: { ...image, tag: '2.0.0' } });
 * new BlueGreen(chart, 'release', { backend: orders, blue: 'v1', green: 'v2', live: 'blue' });
 * ```
 */
export class BlueGreen extends Construct {
  constructor(scope: Construct, id: string, props: BlueGreenProps) {
    super(scope, id);
    const { backend, routing = MeshRouting.istio(), blue, green, live, preview = [] } = props;
    checkDiffer(this, { blue, green });
    const { to, route } = routing._versioned(this, backend);
    const shared = sharedOptions(props);
    const isBlue = equals<string>(live, 'blue');
    const all = (condition: Deferred<boolean>) => [
      to(blue, { weight: choose(condition, 100, 0) }),
      to(green, { weight: choose(condition, 0, 100) }),
    ];
    route([
      ...(preview.length > 0
        ? [HttpRule.route({ ...shared, matches: withAny(preview), to: all(equals<string>(live, 'green')) })]
        : []),
      HttpRule.route({ ...shared, to: all(isBlue) }),
    ]);
  }
}
