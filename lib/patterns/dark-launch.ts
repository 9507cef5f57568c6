import { Construct } from 'constructs';
import type { HeaderMatch } from '../routing/header-match';
import { HttpRule } from '../routing/http-rule';
import { ConfigError } from '../vocabulary/config-error';
import { MeshRouting } from './mesh-routing';
import { checkDiffer, sharedOptions, withAny, type VersionPatternProps } from './version-pattern';

/** Options of a dark launch. */
export interface DarkLaunchProps extends VersionPatternProps {
  /** Version for everybody. */
  readonly stable: string;
  /** Version for those who ask for it. */
  readonly dark: string;
  /** Requests with one of these headers get the dark version. */
  readonly headers: readonly HeaderMatch[];
}

/**
 * A version that only requests with a certain header see. Services between the client and the backend must pass the
 * header on, else it is lost on the way. Whoever knows the header gets in: it is no proof of who asks.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/request-routing/
 * @throws ConfigError `dark-launch` when no header is named
 * @throws ConfigError `versions` when both versions are the same
 *
 * @example
 * ```ts
 * const image = { repository: 'registry.example.com/orders', tag: '1.0.0' };
 * const orders = new EventBackend(chart, 'orders', { image });
 * orders.addVersion({ version: 'v2', image: { ...image, tag: '2.0.0' } });
 * const headers = [HeaderMatch.exact('x-preview', 'orders')];
 * new DarkLaunch(chart, 'dark', { backend: orders, stable: 'v1', dark: 'v2', headers });
 * ```
 */
export class DarkLaunch extends Construct {
  constructor(scope: Construct, id: string, props: DarkLaunchProps) {
    super(scope, id);
    const { backend, routing = MeshRouting.istio(), stable, dark, headers } = props;
    checkDiffer(this, { stable, dark });
    if (headers.length === 0) {
      throw new ConfigError(
        'dark-launch',
        this,
        "'headers' is empty and would show the dark version to everybody; name one",
      );
    }
    const { to, route } = routing._versioned(this, backend);
    const shared = sharedOptions(props);
    route([
      HttpRule.route({ ...shared, matches: withAny(headers), to: [to(dark)] }),
      HttpRule.route({ ...shared, to: [to(stable)] }),
    ]);
  }
}
