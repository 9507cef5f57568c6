import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import type { JsonObject } from '../vocabulary/json';
import { ConfigError } from '../vocabulary/config-error';
import { onDifferentNodes, scaledReplicas, type Replicas, type ScaledReplicas } from './replicas';

/** A port of a gateway's Service. */
export interface GatewayPort {
  /** Name of the port, which tells the protocol: `http2`. */
  readonly name: string;
  /** Port of the Service. */
  readonly port: number;
  /** Port of the pods. @default - as the Service's */
  readonly targetPort?: number;
}

/** A gateway that stands alone: its pods, its Service, its service account. */
export interface GatewayInstallationProps {
  /** Name of the Helm release, the Deployment and the Service. @default 'istio-ingressgateway' */
  readonly name?: string;
  /** Traffic comes in from outside, or goes out. @default 'ingress' */
  readonly direction?: 'ingress' | 'egress';
  /** Namespace of its pods. @default 'istio-system' */
  readonly namespace?: string;
  /** Labels of the pods, by which `Gateway` objects select them. @default - `istio` with the name, without a leading `istio-` */
  readonly labels?: Readonly<Record<string, string>>;
  /** Who the gateway is in AuthorizationPolicies. @default - the name with `-service-account`, as istioctl has it */
  readonly serviceAccount?: string;
  /** Type of its Service. @default - `LoadBalancer` for ingress, `ClusterIP` for egress */
  readonly serviceType?: 'LoadBalancer' | 'NodePort' | 'ClusterIP';
  /** Beside 15021, at which load balancers ask for its health. @default - http2 80 to 8080, https 443 to 8443; of an east-west gateway 15443, 15012 and 15017 */
  readonly ports?: readonly GatewayPort[];
  /** Addresses that may reach the load balancer. @default - all */
  readonly loadBalancerSourceRanges?: readonly string[];
  /** Its pods. @default - two to five */
  readonly replicas?: Replicas;
  /** Of one of its pods. @default - requests of 100m and 128Mi, limits of 2 cores and 1Gi */
  readonly resources?: ResourceRequirements;
  /** Network whose services others reach through it: an east-west gateway. @default - none */
  readonly network?: string;
}

const STATUS_PORT: GatewayPort = { name: 'status-port', port: 15021 };
const WEB_PORTS: readonly GatewayPort[] = [
  { name: 'http2', port: 80, targetPort: 8080 },
  { name: 'https', port: 443, targetPort: 8443 },
];

/** Mutual TLS between networks, and istiod for clusters that have none. */
const NETWORK_PORTS: readonly GatewayPort[] = [
  { name: 'tls', port: 15443 },
  { name: 'tls-istiod', port: 15012 },
  { name: 'tls-webhook', port: 15017 },
];

/**
 * A gateway of the installation: values of its chart, and its component of an operator file.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/gateway/
 */
export class GatewayInstallation {
  /** Name of the Helm release, the Deployment and the Service. */
  readonly name: string;
  /** Traffic comes in from outside, or goes out. */
  readonly direction: 'ingress' | 'egress';
  /** Namespace of its pods. */
  readonly namespace: string;
  /** Labels of the pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Service account of its pods. */
  readonly serviceAccount: string;
  /** @internal */
  readonly _replicas: ScaledReplicas;

  /** @throws ConfigError `gateway-installation`, `replicas` */
  constructor(private readonly props: GatewayInstallationProps = {}) {
    const { direction = 'ingress', name = `istio-${direction}gateway` } = props;
    this.direction = direction;
    this.name = name;
    this.namespace = props.namespace ?? 'istio-system';
    this.labels = { app: name, istio: name.replace(/^istio-/, ''), ...props.labels };
    this.serviceAccount = props.serviceAccount ?? `${name}-service-account`;
    this._replicas = scaledReplicas('replicas', props.replicas ?? { minimum: 2, maximum: 5 });
    const port = (props.ports ?? []).find((one) => one.port === STATUS_PORT.port);
    if (port) {
      throw new ConfigError(
        'gateway-installation',
        undefined,
        `port '${port.name}' of gateway '${name}' is ${port.port}, at which every gateway tells its health; leave it out`,
      );
    }
  }

  /** Whether an operator file can describe it: istioctl names service accounts itself. */
  get fitsOperator(): boolean {
    return this.serviceAccount === `${this.name}-service-account`;
  }

  /** @internal Values of the chart `gateway`. */
  _chartValues(revision: string | undefined): JsonObject {
    const { minimum, maximum, cpuPercent, scaled } = this._replicas;
    return {
      name: this.name,
      revision,
      labels: this.labels,
      serviceAccount: { name: this.serviceAccount },
      service: this.service,
      ...(scaled
        ? {
            autoscaling: {
              enabled: true,
              minReplicas: minimum,
              maxReplicas: maximum,
              targetCPUUtilizationPercentage: cpuPercent,
            },
          }
        : { autoscaling: { enabled: false }, replicaCount: minimum }),
      podDisruptionBudget: minimum > 1 ? { minAvailable: 1 } : undefined,
      affinity: onDifferentNodes(this.labels) as JsonObject,
      resources: this.resources,
      networkGateway: this.props.network,
    };
  }

  /** @internal Entry of `ingressGateways` or `egressGateways` of an operator file. */
  _operatorComponent(): JsonObject {
    const { minimum, maximum, cpuPercent, scaled } = this._replicas;
    const { network } = this.props;
    return {
      name: this.name,
      namespace: this.namespace,
      enabled: true,
      label: { ...this.labels, ...(network === undefined ? {} : { 'topology.istio.io/network': network }) },
      k8s: {
        service: this.service,
        resources: this.resources,
        ...(scaled
          ? {
              hpaSpec: {
                minReplicas: minimum,
                maxReplicas: maximum,
                metrics: [
                  {
                    type: 'Resource',
                    resource: {
                      name: 'cpu',
                      target: { type: 'Utilization', averageUtilization: cpuPercent },
                    },
                  },
                ],
              },
            }
          : { replicaCount: minimum }),
        affinity: onDifferentNodes(this.labels) as JsonObject,
        env:
          network === undefined ? undefined : [{ name: 'ISTIO_META_REQUESTED_NETWORK_VIEW', value: network }],
      },
    };
  }

  private get service(): JsonObject {
    const { serviceType, network, loadBalancerSourceRanges } = this.props;
    const { ports = network === undefined ? WEB_PORTS : NETWORK_PORTS } = this.props;
    return {
      type: serviceType ?? (this.direction === 'ingress' ? 'LoadBalancer' : 'ClusterIP'),
      ports: [STATUS_PORT, ...ports].map(({ name, port, targetPort = port }) => ({
        name,
        port,
        protocol: 'TCP',
        targetPort,
      })),
      loadBalancerSourceRanges,
    };
  }

  private get resources(): JsonObject {
    const resources = this.props.resources ?? {
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { cpu: '2', memory: '1Gi' },
    };
    return resources as JsonObject;
  }
}
