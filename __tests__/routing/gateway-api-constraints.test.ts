import { expect, test } from '@jest/globals';
import { Duration, type Chart } from 'cdk8s';
import { BackendTlsPolicy, CertificateAuthorities } from '../../lib/routing/backend-tls-policy';
import { Cors } from '../../lib/routing/cors';
import { DelegateVirtualService } from '../../lib/routing/delegate-virtual-service';
import { Destination } from '../../lib/routing/destination';
import { FaultAbort } from '../../lib/routing/fault';
import { GatewayApiGateway, type GatewayApiGatewayProps } from '../../lib/routing/gateway-api-gateway';
import { GatewayAddress } from '../../lib/routing/gateway-infrastructure';
import { GatewayListener } from '../../lib/routing/gateway-listener';
import { GrpcMethodMatch } from '../../lib/routing/grpc-match';
import { GrpcRoute } from '../../lib/routing/grpc-route';
import { HeaderMatch } from '../../lib/routing/header-match';
import { HttpRoute } from '../../lib/routing/http-route';
import { HttpRule, type RouteOptions } from '../../lib/routing/http-rule';
import { NamespaceSelection } from '../../lib/routing/namespace-selection';
import { PathMatch } from '../../lib/routing/path-match';
import { QueryParameterMatch } from '../../lib/routing/query-parameter-match';
import { GrantSource, ReferenceGrant } from '../../lib/routing/reference-grant';
import { Rewrite } from '../../lib/routing/rewrite';
import { TextMatch } from '../../lib/routing/text-match';
import { TlsRoute } from '../../lib/routing/tls-route';
import { Percent } from '../../lib/vocabulary/percent';
import { service, shop } from './shop';

const gateway = (props: GatewayApiGatewayProps) => (chart: Chart) =>
  new GatewayApiGateway(chart, 'It', props);
const rules =
  (...list: HttpRule[]) =>
  (chart: Chart) =>
    new HttpRoute(chart, 'It', { services: [service(chart, 'backend')], rules: list });
const route = (options: Partial<RouteOptions>) =>
  rules(HttpRule.route({ to: [Destination.service(service(shop(), 'other'))], ...options }));
const cors = (origin: TextMatch) => route({ cors: Cors.of({ allowOrigins: [origin] }) });
const http = GatewayListener.http({ name: 'http' });

test.each<[string, (chart: Chart) => unknown, string]>([
  // Gateway
  ['no listener', gateway({ listeners: [] }), "'listeners' has 0 entries, expected 1 to 64"],
  [
    'hosts twice',
    gateway({ listeners: [http], hosts: ['a.b'] }),
    "'hosts' is set beside 'listeners', expected one",
  ],
  ['a name twice', gateway({ listeners: [http, http] }), "'name' is 'http' twice, expected each once"],
  [
    'a name in capitals',
    gateway({ listeners: [GatewayListener.tcp({ name: 'TCP', port: 1 })] }),
    "'name' is 'TCP', expected lower-case letters",
  ],
  [
    'every host by name',
    gateway({ listeners: [GatewayListener.http({ name: 'a', hostname: '*' })] }),
    "'hostname' is '*', expected a DNS name in lower case or '*.example.com'",
  ],
  [
    'an unknown listener',
    (chart) => gateway({ listeners: [http] })(chart).listener('a'),
    "it has no listener 'a'",
  ],
  // HTTPRoute
  [
    'faults',
    route({ abort: FaultAbort.httpStatus(500, Percent.of(1)) }),
    "'abort' cannot be said by an HTTPRoute",
  ],
  [
    'own answers',
    rules(HttpRule.respond({ status: 200 })),
    "an answer by 'HttpRule.respond' cannot be said by",
  ],
  [
    'delegation',
    (chart) => rules(HttpRule.delegate({ to: new DelegateVirtualService(chart, 'Last') }))(chart),
    "'HttpRule.delegate' cannot be said by an HTTPRoute",
  ],
  [
    'a port of the request',
    rules(HttpRule.redirect({ derivePort: 'FROM_REQUEST_PORT' })),
    "'derivePort' cannot be said by an HTTPRoute of the standard channel; name the 'port'",
  ],
  [
    'rewrites by expression',
    route({ rewrite: Rewrite.regex('a', 'b') }),
    "'rewrite' by a regular expression cannot",
  ],
  [
    'origins by expression',
    cors(TextMatch.regex('.*')),
    "'allowOrigins' by regex cannot be said by an HTTPRoute",
  ],
  [
    'an origin without scheme',
    cors(TextMatch.exact('a.b')),
    "'allowOrigins' is 'a.b', expected '*' or a scheme and a",
  ],
  [
    'conditions on callers',
    route({ matches: [{ sourceNamespace: 'a' }] }),
    "'sourceNamespace' of a match cannot be said",
  ],
  [
    'a prefix of a parameter',
    route({ matches: [{ queryParameters: [QueryParameterMatch.prefix('a', 'b')] }] }),
    "query parameter 'a' is matched by its prefix, which an HTTPRoute cannot",
  ],
  [
    'paths of either case',
    route({ matches: [{ path: PathMatch.exact('/a', { ignoreCase: true }) }] }),
    "'ignoreCase' of a path cannot be said by an HTTPRoute",
  ],
  [
    'an untidy path',
    route({ matches: [{ path: PathMatch.exact('/a//b') }] }),
    "'path' is '/a//b', expected one without",
  ],
  [
    'a try that is longer than all',
    route({ timeout: Duration.seconds(1), backendRequestTimeout: Duration.seconds(2) }),
    "'backendRequestTimeout' is 2000ms, expected at most 'timeout', 1000ms; lower it",
  ],
  [
    'a match of no value',
    route({ matches: [{ headers: [HeaderMatch.exact('x-a', '')] }] }),
    "'x-a' is '', expected at least one character, as HTTPRoutes need",
  ],
  [
    'claims',
    route({ matches: [{ headers: [HeaderMatch.claim('groups', 'a')] }] }),
    "claim '@request.auth.claims.groups' of a token cannot be matched by an HTTPRoute",
  ],
  // The other kinds
  [
    'gRPC to a database',
    (chart) => {
      const to = [Destination.service(service(chart, 'db', [{ port: 5432, protocol: 'postgres' }]))];
      return new GrpcRoute(chart, 'It', { services: [service(chart, 'backend')], rules: [{ to }] });
    },
    'port 5432 of this service speaks postgres, and a GRPCRoute routes gRPC',
  ],
  [
    'TLS of nobody',
    (chart) => new TlsRoute(chart, 'It', { hosts: ['a.b'], to: [Destination.service(service(chart, 'a'))] }),
    "no parents: name 'gateways', or 'services' for calls in the mesh",
  ],
  [
    'a grant of nothing',
    (chart) => new ReferenceGrant(chart, 'It', { from: [GrantSource.gateways('a')], to: [] }),
    "'to' has 0 entries, expected 1 to 16",
  ],
  [
    'TLS to no backend',
    (chart) => new BackendTlsPolicy(chart, 'It', { backends: [], hostname: 'a.b' }),
    "'backends' has 0 entries, expected 1 to 16",
  ],
  [
    'a wildcard to verify',
    (chart) => new BackendTlsPolicy(chart, 'It', { backends: [], hostname: '*.b' }),
    "'hostname' is '*.b', expected a DNS name in lower case",
  ],
])('refuses %s', (_name, make, message) => {
  expect(() => make(shop())).toThrow(message);
  expect(() => make(shop())).toThrow(/\(at test\/\w+\)$/);
});

test.each<[string, () => unknown, string]>([
  [
    'a header of no value',
    () => route({ requestHeaders: { set: { 'x-a': '' } } })(shop()),
    "'x-a' is '', expected at least one character, as routes of the Gateway API need",
  ],
  [
    'no certificate',
    () => GatewayListener.https({ name: 'a', certificates: [] }),
    "'certificates' is empty, expected a",
  ],
  [
    'half an address',
    () => GatewayAddress.ip('10.0'),
    "'address' is '10.0', expected an address of IPv4 or IPv6",
  ],
  [
    'a hostname in capitals',
    () => GatewayAddress.hostname('A'),
    "'hostname' is 'A', expected a DNS name in lower case",
  ],
  ['no authority', () => CertificateAuthorities.secrets(), '0 names of a Secret, expected 1 to 8'],
  [
    'a service with a slash',
    () => GrpcMethodMatch.exact({ service: 'a/b' }),
    "'service' is 'a/b', expected names with dots",
  ],
  [
    'a namespace in capitals',
    () => GrantSource.httpRoutes('A'),
    "'namespace' is 'A', expected 1 to 63 lower-case",
  ],
  [
    'a condition without values',
    () => NamespaceSelection.labelled({}, { key: 'a', operator: 'In' }),
    "'values' of a has 0 entries, expected at least one for In",
  ],
])('refuses %s', (_name, make, message) => {
  expect(make).toThrow(message);
});
