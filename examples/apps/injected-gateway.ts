// A gateway beside those of the installation. istiod puts the proxy into its pods: image and settings are the mesh's.
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

export interface InjectedGatewayProps {
  readonly name: string;
  readonly namespace: string;
  /** Labels of its pods, by which Gateways select them. */
  readonly labels: Readonly<Record<string, string>>;
  /** @default 'LoadBalancer' */
  readonly type?: 'ClusterIP' | 'LoadBalancer';
  /** Ports by their names. */
  readonly ports: Readonly<Record<string, number>>;
}

export class InjectedGateway extends Construct {
  constructor(scope: Construct, id: string, props: InjectedGatewayProps) {
    super(scope, id);
    const { name, namespace, labels, type = 'LoadBalancer', ports } = props;
    const metadata = { name, namespace, labels };
    new ApiObject(this, 'service-account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
    const servicePorts = Object.entries(ports).map(([portName, port]) => ({ name: portName, port }));
    new ApiObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { type, selector: labels, ports: servicePorts },
    });
    new ApiObject(this, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: {
            labels: { ...labels, 'sidecar.istio.io/inject': 'true' },
            annotations: { 'inject.istio.io/templates': 'gateway' },
          },
          spec: {
            serviceAccountName: name,
            securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
            containers: [proxy(Object.values(ports))],
          },
        },
      },
    });
  }
}

function proxy(ports: readonly number[]): object {
  return {
    name: 'istio-proxy',
    image: 'auto',
    ports: ports.map((containerPort) => ({ containerPort })),
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '1Gi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}
