import type { Construct } from 'constructs';
import type { ICallable } from '../edges/caller';
import type { MeshObjectProps } from '../edges/mesh-object';
import type { Platform } from '../edges/participant-props';
import { Destination, type DestinationOptions } from '../routing/destination';
import { DestinationRule } from '../routing/destination-rule';
import type { GatewayApiGateway } from '../routing/gateway-api-gateway';
import type { Hosts } from '../routing/hosts';
import type { HttpRule } from '../routing/http-rule';
import { HttpRoute } from '../routing/http-route';
import type { TrafficPolicy } from '../routing/traffic-policy';
import { VirtualService, type VirtualServiceProps } from '../routing/virtual-service';
import type { EventBackend } from '../workloads/event-backend';
import { VersionService } from '../workloads/version-service';

/** Options of routing by Istio's own kinds. */
export interface IstioRoutingOptions {
  /** Gateways whose requests are routed. @default - none: calls within the mesh */
  readonly gateways?: VirtualServiceProps['gateways'];
  /** Host names of the requests. @default - those of the gateways; without gateways the backend's */
  readonly hosts?: Hosts;
  /** Connection limits, circuit breaking and load balancing. @default - those of a DestinationRule */
  readonly trafficPolicy?: TrafficPolicy;
  /** Where it runs. @default - a cluster with a mesh */
  readonly platform?: Platform;
}

/** Options of routing by the Gateway API. */
export interface GatewayApiRoutingOptions {
  /** Gateways whose requests are routed. @default - none: calls within the mesh */
  readonly gateways?: readonly GatewayApiGateway[];
  /** Host names of the requests. @default - those of the gateways */
  readonly hosts?: Hosts;
  /** Where it runs. @default - a cluster with a mesh */
  readonly platform?: Platform;
}

/** The versions of a backend as destinations, and the object that holds the rules. */
export interface VersionedRoutes {
  readonly to: (version: string, options?: DestinationOptions) => Destination;
  readonly route: (rules: readonly HttpRule[]) => void;
}

/** Whose kinds carry a pattern out: the same pattern works on Istio's and on those of the Gateway API. */
export class MeshRouting {
  /** By a VirtualService, and a DestinationRule that tells the versions of a Service apart by subsets. */
  static istio(options: IstioRoutingOptions = {}): MeshRouting {
    return new MeshRouting(options, undefined);
  }

  /**
   * By an HTTPRoute, and a Service for each version, since the Gateway API knows no subsets. What its standard channel
   * cannot say (retries, faults) is refused.
   */
  static gatewayApi(options: GatewayApiRoutingOptions = {}): MeshRouting {
    return new MeshRouting(undefined, options);
  }

  private constructor(
    private readonly istio: IstioRoutingOptions | undefined,
    private readonly gatewayApi: GatewayApiRoutingOptions | undefined,
  ) {}

  /** @internal Whether the Gateway API's kinds are used. */
  get _isGatewayApi(): boolean {
    return this.gatewayApi !== undefined;
  }

  /** @internal Makes the object that holds the rules for a service, as a child of the pattern. */
  _route(
    scope: Construct,
    service: ICallable,
    rules: readonly HttpRule[],
    object: MeshObjectProps = {},
  ): void {
    if (this.gatewayApi) {
      const { gateways = [], ...options } = this.gatewayApi;
      const parents = gateways.length === 0 ? { services: [service] } : { gateways };
      new HttpRoute(scope, 'HttpRoute', { ...object, ...options, ...parents, rules });
      return;
    }
    const { gateways = [], platform, hosts } = this.istio ?? {};
    const given = hosts ?? (gateways.length === 0 ? [service.host] : undefined);
    new VirtualService(scope, 'VirtualService', {
      ...object,
      ...(platform ? { platform } : {}),
      ...(given ? { hosts: given } : {}),
      gateways,
      rules,
    });
  }

  /** @internal Makes the objects by which versions of a backend are told apart, as children of the pattern. */
  _versioned(scope: Construct, backend: EventBackend): VersionedRoutes {
    const { namespace } = backend;
    const route = (rules: readonly HttpRule[]) => {
      this._route(scope, backend, rules, { namespace });
    };
    if (this.gatewayApi) {
      const serviceOf = once(
        (version) => new VersionService(scope, `Service-${version}`, { backend, version }),
      );
      return { route, to: (version, options) => Destination.service(serviceOf(version), options) };
    }
    const { trafficPolicy, platform } = this.istio ?? {};
    const object = { namespace, ...(platform ? { platform } : {}) };
    const rule = new DestinationRule(scope, 'DestinationRule', {
      ...object,
      service: backend,
      ...trafficPolicy,
    });
    const subsetOf = once((version) => rule.addSubset(version, { version }));
    return { route, to: (version, options) => Destination.subset(subsetOf(version), options) };
  }
}

/** The function, asked once for each version. */
function once<T>(make: (version: string) => T): (version: string) => T {
  const made = new Map<string, T>();
  return (version) => {
    const known = made.get(version) ?? make(version);
    made.set(version, known);
    return known;
  };
}
