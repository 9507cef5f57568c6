import type { Chart } from 'cdk8s';
import type { Participant } from '../../lib/edges/participant';
import { BackendTlsPolicy } from '../../lib/routing/backend-tls-policy';
import { Cors } from '../../lib/routing/cors';
import { DelegateVirtualService } from '../../lib/routing/delegate-virtual-service';
import { Destination } from '../../lib/routing/destination';
import { FaultAbort, FaultDelay } from '../../lib/routing/fault';
import { Gateway } from '../../lib/routing/gateway';
import { GatewayServer } from '../../lib/routing/gateway-server';
import { HttpRoute } from '../../lib/routing/http-route';
import { HttpRule, type RouteOptions } from '../../lib/routing/http-rule';
import { PathMatch } from '../../lib/routing/path-match';
import { ReadinessProbe } from '../../lib/routing/readiness-probe';
import { GrantSource, GrantTarget, ReferenceGrant } from '../../lib/routing/reference-grant';
import { Rewrite } from '../../lib/routing/rewrite';
import { ServerCertificate } from '../../lib/routing/server-certificate';
import { ServerTls } from '../../lib/routing/server-tls';
import { ServiceEndpoints } from '../../lib/routing/service-endpoints';
import { ServiceEntry } from '../../lib/routing/service-entry';
import { Sidecar } from '../../lib/routing/sidecar';
import { SidecarEgressListener } from '../../lib/routing/sidecar-listener';
import { TextMatch } from '../../lib/routing/text-match';
import { VirtualService } from '../../lib/routing/virtual-service';
import { WorkloadEntry } from '../../lib/routing/workload-entry';
import { WorkloadGroup } from '../../lib/routing/workload-group';
import type { ChartValue } from '../../lib/values/chart-value';
import { includeWhen } from '../../lib/values/inclusion';
import { format } from '../../lib/values/operators';

/** The values that the constructs take. */
export interface KindValues {
  readonly labels: ChartValue<Record<string, string>>;
  readonly mesh: ChartValue<boolean>;
  readonly backend: ChartValue<boolean>;
  readonly tls: ChartValue<boolean>;
  readonly redirect: ChartValue<boolean>;
  readonly host: ChartValue<string>;
  readonly text: ChartValue<string>;
  readonly path: ChartValue<string>;
  readonly namespace: ChartValue<string>;
  readonly names: ChartValue<string[]>;
  readonly exportTo: ChartValue<string[]>;
  readonly port: ChartValue<number>;
  readonly count: ChartValue<number>;
  readonly seconds: ChartValue<number>;
  readonly weight: ChartValue<number>;
}

/** The further kinds of routing with a deploy-time value wherever one may be. */
export function deployTimeKinds(chart: Chart, v: KindValues, backend: Participant): void {
  const object = (suffix: string) => ({
    name: format`${v.host}-${suffix}`,
    labels: v.labels,
    platform: { mesh: v.mesh },
  });
  const endpoint = {
    address: v.text,
    labels: v.labels,
    network: v.text,
    weight: v.count,
    ports: { http: v.port },
  };
  const external = new ServiceEntry(chart, 'Entry', {
    ...object('entry'),
    hosts: [v.host],
    ports: [{ port: v.port, protocol: 'http', targetPort: v.port }],
    endpoints: ServiceEndpoints.fixed(endpoint),
    exportTo: v.exportTo,
    subjectAltNames: v.names,
  });
  new WorkloadEntry(chart, 'Workload', { ...object('workload'), endpoint });
  new WorkloadGroup(chart, 'Group', {
    ...object('group'),
    template: { serviceAccount: v.text, ports: { http: v.port } },
    workloadLabels: v.labels,
    probe: ReadinessProbe.httpGet({ path: v.path, port: v.port, periodSeconds: v.seconds }),
  });
  new Sidecar(chart, 'Proxies', {
    ...object('sidecar'),
    workloadLabels: v.labels,
    egress: [SidecarEgressListener.anyPort({ hosts: [format`${v.namespace}/*`], services: [external] })],
    ingress: [{ port: v.port, defaultEndpoint: format`127.0.0.1:${v.port}` }],
  });
  const server = { hosts: v.names, routesFrom: v.namespace };
  const gateway = new Gateway(chart, 'Edge', {
    ...object('edge'),
    servers: [
      GatewayServer.http({ ...server, httpsRedirect: v.redirect }),
      GatewayServer.https({
        ...server,
        tls: ServerTls.simple({ certificate: ServerCertificate.secret(v.text) }),
        when: v.tls,
      }),
      GatewayServer.tcp({ port: v.port, portName: 'tcp' }),
    ],
  });
  const onTheWay = (to: Destination): Omit<RouteOptions, 'to'> => ({
    rewrite: Rewrite.prefix(v.path, { host: v.host }),
    requestHeaders: { set: { 'x-a': v.text } },
    mirrors: [{ to, percentage: v.weight }],
    cors: Cors.of({ allowOrigins: [TextMatch.exact('https://a.example')], maxAge: v.seconds }),
  });
  const to = Destination.service(backend);
  const delegate = new DelegateVirtualService(chart, 'Delegate', {
    ...object('delegate'),
    rules: [HttpRule.route({ to: [to] })],
  });
  new VirtualService(chart, 'Edges', {
    ...object('edges'),
    hosts: v.names,
    gateways: [gateway],
    rules: [
      HttpRule.respond({ matches: [{ path: PathMatch.exact(v.path) }], status: 404, when: v.redirect }),
      HttpRule.delegate({ matches: [{ port: v.port, gateways: [gateway] }], to: delegate }),
      HttpRule.route({
        ...onTheWay(to),
        to: [to],
        abort: FaultAbort.httpStatus(503, v.weight),
        delay: FaultDelay.fixed(v.seconds, v.weight),
      }),
    ],
    tlsRules: [{ matches: [{ sniHosts: [v.host], port: v.port }], to: [to], when: v.tls }],
    tcpRules: [{ matches: [{ port: v.port }], to: [to] }],
  });
  const calls = new HttpRoute(chart, 'Calls', {
    ...object('calls'),
    servicePorts: [{ service: backend, port: v.port }],
    rules: [
      HttpRule.route({
        ...onTheWay(to),
        to: [to],
        timeout: v.seconds,
        backendRequestTimeout: v.seconds,
      }),
    ],
  });
  includeWhen(calls, v.backend);
  new ReferenceGrant(chart, 'Grant', {
    ...object('grant'),
    from: [GrantSource.httpRoutes(v.namespace)],
    to: [GrantTarget.services(v.host)],
  });
  new BackendTlsPolicy(chart, 'BackendTls', {
    ...object('backend-tls'),
    backends: [{ service: backend }],
    hostname: v.host,
  });
}
