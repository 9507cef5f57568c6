import type { Tree } from '../values/expression';
import { destinationTree, type Destination } from './destination';

/**
 * What a proxy does with calls to hosts that no service, ServiceEntry or Sidecar tells it of.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy
 */
export class OutboundTrafficPolicy {
  /** Such calls fail: with status 502 for HTTP, by a closed connection else. */
  static registryOnly(): OutboundTrafficPolicy {
    return new OutboundTrafficPolicy({ mode: 'REGISTRY_ONLY' });
  }

  /** Such calls go to the address that was asked for, past all rules. */
  static allowAny(): OutboundTrafficPolicy {
    return new OutboundTrafficPolicy({ mode: 'ALLOW_ANY' });
  }

  /** Such calls go to this service, such as an egress gateway, which sends them on. */
  static allowAnyThrough(proxy: Destination): OutboundTrafficPolicy {
    return new OutboundTrafficPolicy({ mode: 'ALLOW_ANY', egressProxy: destinationTree(proxy) });
  }

  private constructor(private readonly settings: Tree) {}

  /** @internal As a Sidecar has it. */
  _toIstio(): Tree {
    return this.settings;
  }
}
