import { Duration, type ApiObject, type Chart } from 'cdk8s';
import fc from 'fast-check';
import { ConnectionPool } from '../../lib/routing/connection-pool';
import { Destination } from '../../lib/routing/destination';
import { DestinationRule } from '../../lib/routing/destination-rule';
import { FaultAbort, FaultDelay } from '../../lib/routing/fault';
import { Gateway } from '../../lib/routing/gateway';
import { GatewayServer } from '../../lib/routing/gateway-server';
import { GrpcMethodMatch } from '../../lib/routing/grpc-match';
import { GrpcRoute } from '../../lib/routing/grpc-route';
import { HashAlgorithm } from '../../lib/routing/hash-algorithm';
import { HeaderMatch } from '../../lib/routing/header-match';
import { HttpRoute } from '../../lib/routing/http-route';
import { HttpRule } from '../../lib/routing/http-rule';
import { LoadBalancer } from '../../lib/routing/load-balancer';
import { OutlierDetection } from '../../lib/routing/outlier-detection';
import { PathMatch } from '../../lib/routing/path-match';
import { QueryParameterMatch } from '../../lib/routing/query-parameter-match';
import { Rewrite } from '../../lib/routing/rewrite';
import { ServiceEndpoints } from '../../lib/routing/service-endpoints';
import { ServiceEntry } from '../../lib/routing/service-entry';
import { Sidecar } from '../../lib/routing/sidecar';
import { SidecarEgressListener } from '../../lib/routing/sidecar-listener';
import { VirtualService } from '../../lib/routing/virtual-service';
import { WorkloadEntry } from '../../lib/routing/workload-entry';
import { Percent } from '../../lib/vocabulary/percent';
import { service } from './shop';

/** Makes one object in a chart. */
export type Make = (chart: Chart) => { readonly resource: ApiObject };

/** Numbers, names and texts of which some are good and some are not. */
export interface Ingredients {
  readonly port: fc.Arbitrary<number>;
  readonly count: fc.Arbitrary<number>;
  readonly percent: fc.Arbitrary<number>;
  readonly status: fc.Arbitrary<number>;
  readonly millis: fc.Arbitrary<number>;
  readonly name: fc.Arbitrary<string>;
  readonly host: fc.Arbitrary<string>;
  readonly path: fc.Arbitrary<string>;
  readonly pattern: fc.Arbitrary<string>;
  readonly address: fc.Arbitrary<string>;
}

const word = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);

/** What is good everywhere. */
export const good: Ingredients = {
  port: fc.integer({ min: 1, max: 65535 }),
  count: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  percent: fc.integer({ min: 0, max: 100 }),
  status: fc.integer({ min: 200, max: 599 }),
  millis: fc.integer({ min: 1, max: 1_000_000_000 }),
  name: word,
  host: fc.tuple(word, word).map(([first, second]) => `${first}.${second}.com`),
  path: fc.array(word, { maxLength: 3 }).map((segments) => `/${segments.join('/')}`),
  pattern: fc.constantFrom('.*', '/v[0-9]+', '(?i)mobile|tablet', '\\d{1,3}', '[[:alpha:]]+'),
  address: fc.ipV4(),
};

/** What no API server takes, where its schema says so. */
export const bad: Ingredients = {
  ...good,
  port: fc.constantFrom(-1, 1.5, 2 ** 33),
  count: fc.constantFrom(-1.5, 0.5),
  percent: fc.constantFrom(0.5, 1.5, -0.5),
  status: fc.constantFrom(200.5, -1.5),
  millis: fc.constantFrom(0, 0.5),
  name: fc.constantFrom('', 'A B', 'ä', '-'),
};

/** Some good, some not. */
export const mixed: Ingredients = {
  port: fc.oneof(good.port, bad.port),
  count: fc.oneof(good.count, bad.count),
  percent: fc.oneof(good.percent, bad.percent),
  status: fc.oneof(good.status, bad.status),
  millis: fc.oneof(good.millis, bad.millis),
  name: fc.oneof(good.name, bad.name, fc.string()),
  host: fc.oneof(good.host, fc.string()),
  path: fc.oneof(good.path, fc.string()),
  pattern: fc.oneof(good.pattern, fc.string()),
  address: fc.oneof(good.address, fc.ipV6(), fc.string()),
};

/** Objects with random props made of the ingredients. */
export function randomObjects(of: Ingredients): Readonly<Record<string, fc.Arbitrary<Make>>> {
  const duration = of.millis.map((millis) => Duration.millis(millis));
  const pool = fc
    .record({
      maxConnections: of.count,
      maxRetries: of.count,
      connectTimeout: duration,
      idleTimeout: duration,
    })
    .map((options) => () => ConnectionPool.of(options));
  const outliers = fc
    .record({ consecutive5xxErrors: of.count, interval: duration, maxEjectionPercent: of.percent })
    .map((options) => () => OutlierDetection.of(options));
  const balancer = fc.oneof(
    of.millis.map(
      (millis) => () => LoadBalancer.roundRobin({ warmup: { duration: Duration.millis(millis) } }),
    ),
    of.name.map(
      (name) => () => LoadBalancer.consistentHashByHeader(name, { algorithm: HashAlgorithm.maglev() }),
    ),
    fc.constant(() => LoadBalancer.consistentHashBySourceIp()),
  );
  const match = fc.record({ path: of.path, pattern: of.pattern, name: of.name, port: of.port });
  return {
    DestinationRule: fc.tuple(pool, outliers, balancer, of.port).map(
      ([connectionPool, outlierDetection, loadBalancer, port]) =>
        (chart) =>
          new DestinationRule(chart, 'It', {
            service: service(chart, 'backend'),
            connectionPool: connectionPool(),
            outlierDetection: outlierDetection(),
            ports: [{ port, loadBalancer: loadBalancer() }],
          }),
    ),
    VirtualService: fc.tuple(match, of.percent, duration, of.status, of.host).map(
      ([{ path, pattern, name, port }, weight, delay, status, host]) =>
        (chart) =>
          new VirtualService(chart, 'It', {
            hosts: [host],
            rules: [
              HttpRule.route({
                matches: [
                  {
                    path: PathMatch.prefix(path),
                    port,
                    headers: [HeaderMatch.regex(name, pattern)],
                    queryParameters: [QueryParameterMatch.exact(name, path)],
                  },
                ],
                to: [weight, 100 - weight].map((one, index) =>
                  Destination.service(service(chart, `to-${index}`), { weight: one }),
                ),
                rewrite: Rewrite.prefix(path, { host }),
                delay: FaultDelay.fixed(delay, Percent.of(weight)),
                abort: FaultAbort.httpStatus(status, Percent.of(weight)),
              }),
            ],
          }),
    ),
    HttpRoute: fc
      .tuple(match, duration, of.host)
      .map(([{ path, pattern, name }, timeout, host]) => (chart) => {
        const backend = service(chart, 'backend');
        return new HttpRoute(chart, 'It', {
          services: [backend],
          hosts: [host],
          rules: [
            HttpRule.route({
              matches: [{ path: PathMatch.prefix(path), headers: [HeaderMatch.regex(name, pattern)] }],
              to: [Destination.service(backend)],
              timeout,
              requestHeaders: { set: { [name]: path } },
            }),
          ],
        });
      }),
    ServiceEntry: fc.record({ host: of.host, port: of.port, name: of.name, address: of.address }).map(
      ({ host, port, name, address }) =>
        (chart) =>
          new ServiceEntry(chart, 'It', {
            hosts: [host],
            ports: [{ port, protocol: 'http', name }],
            endpoints: ServiceEndpoints.fixed({ address, ports: { [name]: port } }),
          }),
    ),
    WorkloadEntry: fc.record({ port: of.port, name: of.name, address: of.address, weight: of.count }).map(
      ({ port, name, address, weight }) =>
        (chart) =>
          new WorkloadEntry(chart, 'It', { endpoint: { address, weight, ports: { [name]: port } } }),
    ),
    Gateway: fc.record({ host: of.host, port: of.port, portName: of.name }).map(
      ({ host, port, portName }) =>
        (chart) =>
          new Gateway(chart, 'It', { servers: [GatewayServer.http({ hosts: [host], port, portName })] }),
    ),
    GrpcRoute: fc.tuple(match, of.host).map(([{ path, pattern, name }, host]) => (chart) => {
      const backend = service(chart, 'backend', [{ port: 9000, protocol: 'grpc' }]);
      return new GrpcRoute(chart, 'It', {
        services: [backend],
        hosts: [host],
        rules: [
          {
            matches: [
              {
                method: GrpcMethodMatch.exact({ service: name.replaceAll('-', '_') }),
                headers: [HeaderMatch.regex(name, pattern)],
              },
            ],
            to: [Destination.service(backend)],
            requestHeaders: { add: { [name]: path } },
          },
        ],
      });
    }),
    Sidecar: fc.record({ port: of.port, name: of.name, host: of.host, address: of.address }).map(
      ({ port, name, host, address }) =>
        (chart) =>
          new Sidecar(chart, 'It', {
            workloadLabels: { app: name },
            ingress: [{ port, portName: name, defaultEndpoint: '127.0.0.1:8080', bind: address }],
            egress: [
              SidecarEgressListener.port({ port, hosts: [`${name}/${host}`] }),
              SidecarEgressListener.anyPort({ hosts: ['./*'] }),
            ],
          }),
    ),
  };
}
