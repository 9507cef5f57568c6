import { Duration, type ApiObject, type Chart } from 'cdk8s';
import { Cors } from '../../lib/routing/cors';
import { DelegateVirtualService } from '../../lib/routing/delegate-virtual-service';
import { Destination } from '../../lib/routing/destination';
import { DestinationRule } from '../../lib/routing/destination-rule';
import { FaultAbort, FaultDelay } from '../../lib/routing/fault';
import { HeaderMatch } from '../../lib/routing/header-match';
import type { HttpMatch } from '../../lib/routing/http-match';
import { HttpRule } from '../../lib/routing/http-rule';
import { IngressGateway } from '../../lib/routing/ingress-gateway';
import { PathMatch } from '../../lib/routing/path-match';
import { QueryParameterMatch } from '../../lib/routing/query-parameter-match';
import { ResponseBody } from '../../lib/routing/response-body';
import { RetryPolicy } from '../../lib/routing/retry-policy';
import { Rewrite } from '../../lib/routing/rewrite';
import { TextMatch } from '../../lib/routing/text-match';
import { VirtualService } from '../../lib/routing/virtual-service';
import { Percent } from '../../lib/vocabulary/percent';
import { service } from './shop';

const headers = { set: { 'x-a': '1' }, add: { 'x-b': '2' }, remove: ['x-c'] };
const changes = { requestHeaders: headers, responseHeaders: headers };

/** Every field of a VirtualService, and of one that others leave requests to. */
export function virtualServices(chart: Chart): ApiObject[] {
  const backend = service(chart, 'backend');
  const rule = new DestinationRule(chart, 'Subsets', { service: backend });
  const subset = rule.addSubset('v1', { version: 'v1' });
  const gateway = new IngressGateway(chart, 'Ingress', { hosts: ['shop.example.com'] });
  const source = {
    port: 80,
    sourceLabels: { app: 'shop' },
    sourceNamespace: 'shop',
    gateways: [gateway],
    mesh: true,
  };
  const all = (form: 'exact' | 'prefix' | 'regex'): HttpMatch => ({
    ...source,
    name: form,
    statPrefix: form,
    path: PathMatch[form]('/a'),
    methods: form === 'regex' ? ['GET', 'HEAD'] : ['GET'],
    headers: [HeaderMatch[form]('x-a', 'a')],
    withoutHeaders: [HeaderMatch[form]('x-b', 'b')],
    queryParameters: [QueryParameterMatch[form]('user', 'c')],
    authority: TextMatch[form]('shop.example.com'),
    scheme: 'https',
  });
  const path = { path: PathMatch.exact('/x', { ignoreCase: true }) };
  const to = [Destination.subset(subset, { weight: 100, ...changes })];
  const delegate = new DelegateVirtualService(chart, 'Delegate', {
    rules: [HttpRule.route({ to })],
    exportTo: ['*'],
  });
  const route = new VirtualService(chart, 'Route', {
    gateways: [gateway],
    mesh: true,
    exportTo: ['.'],
    rules: [
      HttpRule.route({
        name: 'all',
        matches: [all('exact'), all('prefix'), all('regex')],
        to,
        ...changes,
        timeout: Duration.seconds(10),
        retries: RetryPolicy.of({
          perTryTimeout: Duration.seconds(1),
          backoff: Duration.millis(25),
          retryIgnorePreviousHosts: true,
          retryRemoteLocalities: true,
        }),
        rewrite: Rewrite.regex('^/a', '/b', { host: 'orders.example.com' }),
        mirrors: [{ to: Destination.subset(subset), percentage: Percent.of(12.5) }],
        cors: Cors.of({
          allowOrigins: [
            TextMatch.exact('https://a.example'),
            TextMatch.prefix('https'),
            TextMatch.regex('.*'),
          ],
          allowMethods: ['GET'],
          allowHeaders: ['x-a'],
          exposeHeaders: ['x-b'],
          maxAge: Duration.minutes(1),
          allowCredentials: true,
          unmatchedPreflights: 'IGNORE',
        }),
        abort: FaultAbort.httpStatus(503, Percent.of(1)),
        delay: FaultDelay.fixed(Duration.seconds(1), Percent.of(1)),
      }),
      HttpRule.route({
        matches: [{ path: PathMatch.prefix('/v1') }],
        to,
        rewrite: Rewrite.prefix('/v2'),
        abort: FaultAbort.grpcStatus('UNAVAILABLE', Percent.of(1)),
      }),
      HttpRule.redirect({
        matches: [path],
        scheme: 'https',
        host: 'www.example.com',
        path: '/y',
        port: 8443,
        status: 308,
      }),
      HttpRule.redirect({ matches: [path], derivePort: 'FROM_REQUEST_PORT' }),
      HttpRule.respond({ matches: [path], status: 200, body: ResponseBody.text('fine') }),
      HttpRule.respond({ matches: [path], status: 200, body: ResponseBody.base64('Zg==') }),
      HttpRule.delegate({ to: delegate, matches: [{ path: PathMatch.prefix('/d') }] }),
    ],
    tlsRules: [
      {
        matches: [{ ...source, sniHosts: ['shop.example.com'], destinationSubnets: ['10.0.0.0/8'] }],
        to: plain(to),
      },
    ],
    tcpRules: [{ matches: [{ ...source, destinationSubnets: ['10.0.0.0/8'] }], to: plain(to) }],
  });
  return [route.resource, delegate.resource];

  function plain(destinations: readonly Destination[]): Destination[] {
    return destinations.map(() => Destination.subset(subset, { weight: 100 }));
  }
}

const DEPRECATED = 'an older field for `mirrors`';

/** What is left to the escape hatch, and why. */
export const leftOutOfVirtualServices = {
  'spec.http[].mirror': DEPRECATED,
  'spec.http[].mirrorPercent': DEPRECATED,
  'spec.http[].mirror_percent': DEPRECATED,
  'spec.http[].mirrorPercentage': DEPRECATED,
  'spec.http[].corsPolicy.allowOrigin': 'an older field for `allowOrigins`',
  'spec.http[].fault.abort.http2Error': 'istiod refuses it: not supported yet',
  'spec.http[].fault.delay.exponentialDelay': 'istiod refuses it: not supported yet',
  'spec.http[].fault.delay.percent': 'an older field for `percentage`',
  'spec.http[].match[].method.prefix': 'methods are few and written out',
  'spec.http[].match[].scheme.prefix': 'there are two schemes',
  'spec.http[].match[].scheme.regex': 'there are two schemes',
  'spec.tcp[].match[].sourceSubnet': 'hidden from the reference of Istio',
};
