import { Construct } from 'constructs';
import type { HttpMethod } from '../routing/http-match';
import { HttpRule, type HttpMirror } from '../routing/http-rule';
import { ConfigError } from '../vocabulary/config-error';
import { MeshRouting } from './mesh-routing';
import { checkDiffer, sharedOptions, type VersionPatternProps } from './version-pattern';

/** Options of mirrored traffic. */
export interface TrafficMirrorProps extends VersionPatternProps {
  /** Version that answers. */
  readonly live: string;
  /** Version that gets copies. */
  readonly shadow: string;
  /** Part of the requests that are copied. @default - all */
  readonly percentage?: NonNullable<HttpMirror['percentage']>;
  /**
   * Methods that are copied. Copies of others do what they ask for a second time: charge, mail, delete.
   * @default ['GET', 'HEAD', 'OPTIONS']
   */
  readonly methods?: readonly HttpMethod[];
}

const READING: readonly HttpMethod[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Sends copies of requests to another version, to see how it bears them. Nobody reads its answers; copies have
 * `-shadow` behind their host. Clients do not wait for it, but it needs the pods and stores for the load.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/mirroring/
 * @throws ConfigError `versions` when both versions are the same
 * @throws ConfigError `mirror` when `methods` is empty
 *
 * @example
 * ```ts
 * const image = { repository: 'registry.example.com/orders', tag: '1.0.0' };
 * const orders = new EventBackend(chart, 'orders', { image });
 * orders.addVersion({ version: 'v2', image: { ...image, tag: '2.0.0' } });
 * new TrafficMirror(chart, 'mirror', { backend: orders, live: 'v1', shadow: 'v2' });
 * ```
 */
export class TrafficMirror extends Construct {
  constructor(scope: Construct, id: string, props: TrafficMirrorProps) {
    super(scope, id);
    const { backend, routing = MeshRouting.istio(), live, shadow, percentage, methods = READING } = props;
    checkDiffer(this, { live, shadow });
    if (methods.length === 0) {
      throw new ConfigError(
        'mirror',
        this,
        "'methods' is empty, and nothing would be copied; name the methods",
      );
    }
    const { to, route } = routing._versioned(this, backend);
    const shared = sharedOptions(props);
    const mirrors = [{ to: to(shadow), ...(percentage === undefined ? {} : { percentage }) }];
    route([
      HttpRule.route({ ...shared, matches: [{ methods }], to: [to(live)], mirrors }),
      HttpRule.route({ ...shared, to: [to(live)] }),
    ]);
  }
}
