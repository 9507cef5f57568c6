import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Gateway, VirtualService } from '@cdk8s/istio-imports';
import { Gateway as GatewayApi } from '@cdk8s/istio-imports/gateway-api';
import { meshObject, type Labels, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import { deferredObject, joined } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { format } from '../values/operators';

/** Options of a gateway between clusters with sidecars. */
export interface SidecarEastWestOptions {
  /** Labels of the gateway's pods, which the installation runs. @default { istio: 'eastwestgateway' } */
  readonly selectorLabels?: Labels;
  /** Hosts that other clusters may ask for; `*.<namespace>.svc.cluster.local` narrows it. @default ['*.local'] */
  readonly hosts?: readonly Deferred<string>[];
  /** Lets other clusters, and virtual machines, at istiod: ports 15012 and 15017. @default false */
  readonly exposeIstiod?: boolean;
}

/** Options of a gateway between clusters in ambient mode. */
export interface AmbientEastWestOptions {
  /** Name of this cluster's network, as the installation has it in `global.network`. */
  readonly network: Deferred<string>;
}

/**
 * What carries the traffic of the clusters' pods.
 *
 * @see https://istio.io/latest/docs/ops/deployment/deployment-models/
 */
export class EastWestMode {
  /** Sidecars: the gateway passes mutual TLS on by its server name, on port 15443. */
  static sidecars(options: SidecarEastWestOptions = {}): EastWestMode {
    return new EastWestMode(options, undefined);
  }

  /** Ztunnels: a gateway that Istio runs itself takes HBONE on port 15008. Services join by `istio.io/global: "true"`. */
  static ambient(options: AmbientEastWestOptions): EastWestMode {
    return new EastWestMode(undefined, options);
  }

  private constructor(
    /** @internal */
    readonly _sidecars: SidecarEastWestOptions | undefined,
    /** @internal */
    readonly _ambient: AmbientEastWestOptions | undefined,
  ) {}
}

/** Options of an east-west gateway. */
export interface MultiClusterEastWestGatewayProps extends MeshObjectProps {
  /** How pods of the networks are part of the mesh. @default EastWestMode.sidecars() */
  readonly mode?: EastWestMode;
  /** Namespace of the gateway. @default 'istio-system' */
  readonly namespace?: Deferred<string>;
}

/**
 * The gateway through which the other clusters of a mesh reach this one's services, where pods cannot reach each other
 * by address: services of the same name and namespace become one. Each cluster needs one, a network of its own in the
 * gateway's label `topology.istio.io/network`, and a secret that lets istiod read the other clusters' endpoints.
 *
 * It must not be open to the internet: AUTO_PASSTHROUGH leads to any service that a host names, and mutual TLS at the
 * service alone decides who gets in. Clusters need a common root of their certificates.
 *
 * @see https://istio.io/latest/docs/setup/install/multicluster/multi-primary_multi-network/
 * @see https://istio.io/latest/docs/ambient/install/multicluster/
 *
 * @example
 * ```ts
 * new MultiClusterEastWestGateway(chart, 'east-west', { mode: EastWestMode.ambient({ network: 'network1' }) });
 * ```
 */
export class MultiClusterEastWestGateway extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `Gateway`, or in ambient mode that of the Gateway API. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: MultiClusterEastWestGatewayProps = {}) {
    super(scope, id);
    const { mode = EastWestMode.sidecars() } = props;
    const object = { ...props, namespace: props.namespace ?? 'istio-system' };
    const made = mode._ambient
      ? this.ambient(object, mode._ambient)
      : this.sidecars(object, mode._sidecars ?? {});
    this.name = made.name;
    this.namespace = made.namespace;
    this.resource = made.resource;
  }

  private ambient(props: MeshObjectProps, { network }: AmbientEastWestOptions) {
    const labels = joined(props.labels, { 'topology.istio.io/network': network }) as Tree;
    const listener = {
      name: 'mesh',
      port: 15008,
      protocol: 'HBONE',
      tls: { mode: 'Terminate', options: { 'gateway.istio.io/tls-terminate-mode': 'ISTIO_MUTUAL' } },
    };
    return meshObject(
      GatewayApi,
      this,
      { ...props, labels },
      {
        spec: { gatewayClassName: 'istio-east-west', listeners: [listener] } as never,
      },
    );
  }

  private sidecars(props: MeshObjectProps, options: SidecarEastWestOptions) {
    const {
      selectorLabels = { istio: 'eastwestgateway' },
      hosts = ['*.local'],
      exposeIstiod = false,
    } = options;
    const server = {
      port: { number: 15443, name: 'tls', protocol: 'TLS' },
      hosts,
      tls: { mode: 'AUTO_PASSTHROUGH' },
    };
    const made = meshObject(Gateway, this, props, {
      spec: { selector: selectorLabels, servers: [server] } as never,
    });
    if (exposeIstiod) this.exposeIstiod(made, props, selectorLabels);
    return made;
  }

  /** istiod speaks TLS itself: the gateway passes it on by port. */
  private exposeIstiod(
    { name, namespace }: { readonly name: Deferred<string>; readonly namespace: Deferred<string> },
    { labels, platform }: MeshObjectProps,
    selector: Labels,
  ): void {
    const metadata = { name: format`${name}-istiod`, namespace, labels };
    const gateway = deferredObject(Gateway, this, 'IstiodGateway', metadata, {
      spec: {
        selector,
        servers: ISTIOD_PORTS.map((number) => ({
          port: { number, name: `tls-istiod-${number}`, protocol: 'TLS' },
          tls: { mode: 'PASSTHROUGH' },
          hosts: ['*'],
        })),
      } as never,
    });
    const host = format`istiod.${namespace}.svc.cluster.local`;
    const routes = deferredObject(VirtualService, this, 'IstiodRoutes', metadata, {
      spec: {
        hosts: ['*'],
        gateways: [format`${name}-istiod`],
        tls: ISTIOD_PORTS.map((port) => ({
          match: [{ port, sniHosts: ['*'] }],
          route: [{ destination: { host, port: { number: port === 15017 ? 443 : port } } }],
        })),
      } as never,
    });
    for (const part of [gateway, routes]) includeWhen(part, platform?.mesh ?? true);
  }
}

/** Configuration and certificates, and the webhooks. */
const ISTIOD_PORTS = [15012, 15017];
