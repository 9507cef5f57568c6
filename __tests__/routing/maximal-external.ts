import { Duration, type ApiObject, type Chart } from 'cdk8s';
import { ConnectionPool } from '../../lib/routing/connection-pool';
import { Destination } from '../../lib/routing/destination';
import { OutboundTrafficPolicy } from '../../lib/routing/outbound-traffic-policy';
import { ReadinessProbe } from '../../lib/routing/readiness-probe';
import { ServerCertificate } from '../../lib/routing/server-certificate';
import { ServerTls } from '../../lib/routing/server-tls';
import { ServiceEndpoints } from '../../lib/routing/service-endpoints';
import { ServiceEntry } from '../../lib/routing/service-entry';
import { Sidecar } from '../../lib/routing/sidecar';
import { SidecarEgressListener } from '../../lib/routing/sidecar-listener';
import { WorkloadEntry } from '../../lib/routing/workload-entry';
import { WorkloadGroup } from '../../lib/routing/workload-group';
import { DestinationRule } from '../../lib/routing/destination-rule';
import { service } from './shop';

const endpoint = {
  address: '10.0.0.50',
  ports: { http: 8080 },
  labels: { app: 'vm' },
  network: 'vms',
  locality: 'eu/one/a',
  weight: 2,
  serviceAccount: 'vm',
};

/** A pool with every field. */
export const pool = ConnectionPool.of({
  maxConnections: 1,
  connectTimeout: Duration.millis(1),
  maxConnectionDuration: Duration.hours(1),
  tcpIdleTimeout: Duration.seconds(0),
  tcpKeepalive: { time: Duration.hours(2), interval: Duration.seconds(75), probes: 9 },
  http1MaxPendingRequests: 1,
  http2MaxRequests: 2,
  maxRequestsPerConnection: 0,
  maxConcurrentStreams: 3,
  maxRetries: 4,
  idleTimeout: Duration.minutes(5),
  h2UpgradePolicy: 'DO_NOT_UPGRADE',
  useClientProtocol: true,
});

const files = {
  serverCertificate: '/etc/certs/cert.pem',
  privateKey: '/etc/certs/key.pem',
  caCertificates: '/etc/certs/ca.pem',
};

/** Every field of what lies outside of Kubernetes. */
export function external(chart: Chart): ApiObject[] {
  const common = {
    hosts: ['vm.example.com'],
    ports: [{ port: 80, name: 'http', protocol: 'http', targetPort: 8080 }] as const,
    exportTo: ['.'],
    location: 'MESH_INTERNAL' as const,
    subjectAltNames: ['vm.example.com'],
  };
  return [
    new ServiceEntry(chart, 'Fixed', {
      ...common,
      addresses: ['10.1.0.0/16'],
      endpoints: ServiceEndpoints.fixed(endpoint),
    }),
    new ServiceEntry(chart, 'Selected', { ...common, endpoints: ServiceEndpoints.selected({ app: 'vm' }) }),
    new WorkloadEntry(chart, 'Entry', { endpoint }),
    ...[
      ReadinessProbe.httpGet({
        path: '/health',
        port: 80,
        host: '127.0.0.1',
        scheme: 'HTTP',
        headers: { 'x-probe': 'yes' },
        initialDelaySeconds: 1,
        timeoutSeconds: 2,
        periodSeconds: 3,
        successThreshold: 4,
        failureThreshold: 5,
      }),
      ReadinessProbe.tcpSocket({ port: 80, host: '127.0.0.1' }),
      ReadinessProbe.grpc({ port: 80, service: 'orders' }),
      ReadinessProbe.exec({ command: ['/bin/check', '-q'] }),
    ].map(
      (probe, index) =>
        new WorkloadGroup(chart, `Group${index}`, {
          template: endpoint,
          workloadLabels: { app: 'vm' },
          workloadAnnotations: { 'example.com/team': 'vm' },
          probe,
        }),
    ),
  ].map(({ resource }) => resource);
}

/** Every field of a Sidecar. */
export function sidecars(chart: Chart): ApiObject[] {
  const proxy = service(chart, 'proxy');
  const subset = new DestinationRule(chart, 'ProxyRule', { service: proxy }).addSubset('out', { app: 'out' });
  const ingress = [
    ServerTls.mutual({
      certificate: ServerCertificate.files(files),
      minProtocolVersion: 'TLSV1_2',
      maxProtocolVersion: 'TLSV1_3',
      cipherSuites: ['ECDHE-RSA-AES256-GCM-SHA384'],
      verifyCertificateHash: ['aa'],
      verifyCertificateSpki: ['bb'],
      caCrl: '/etc/certs/crl.pem',
    }),
    ServerTls.optionalMutual({ certificate: ServerCertificate.files(files) }),
  ].map((tls, index) => ({
    port: 3000 + index,
    protocol: 'https' as const,
    portName: `https-${index}`,
    bind: '0.0.0.0',
    captureMode: 'IPTABLES' as const,
    defaultEndpoint: '127.0.0.1:8080',
    tls,
    connectionPool: pool,
  }));
  const sidecar = new Sidecar(chart, 'Sidecar', {
    workloadLabels: { app: 'shop' },
    ingress,
    egress: [
      SidecarEgressListener.port({
        port: 8080,
        portName: 'http',
        bind: '127.0.0.1',
        captureMode: 'NONE',
        hosts: ['staging/*'],
      }),
      SidecarEgressListener.anyPort({ hosts: ['./*'] }),
    ],
    outboundTrafficPolicy: OutboundTrafficPolicy.allowAnyThrough(Destination.subset(subset)),
    inboundConnectionPool: pool,
  });
  return [sidecar.resource];
}
