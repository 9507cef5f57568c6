import { describe, expect, test } from '@jest/globals';
import { Duration, Testing } from 'cdk8s';
import { ExternalService } from '../../lib/edges/external-service';
import { Destination } from '../../lib/routing/destination';
import { DestinationRule } from '../../lib/routing/destination-rule';
import { GatewayApiGateway } from '../../lib/routing/gateway-api-gateway';
import { GatewayTls } from '../../lib/routing/gateway-tls';
import { HeaderMatch } from '../../lib/routing/header-match';
import { HttpRoute, type HttpRouteProps } from '../../lib/routing/http-route';
import { HttpRule } from '../../lib/routing/http-rule';
import { PathMatch } from '../../lib/routing/path-match';
import { RetryPolicy } from '../../lib/routing/retry-policy';
import { manifest, service, shop } from './shop';

function route(rule: HttpRule, props: HttpRouteProps = {}, chart = shop()): HttpRoute {
  const gateways = [new GatewayApiGateway(chart, 'Gateway', { name: 'edge' })];
  return new HttpRoute(chart, 'Route', { gateways, rules: [rule], ...props });
}

function toBackend(): { to: Destination[] } {
  return { to: [Destination.service(service(shop(), 'backend'))] };
}

test('leads from a gateway to a Service', () => {
  const rule = HttpRule.route({
    ...toBackend(),
    matches: [{ path: PathMatch.prefix('/') }],
    timeout: Duration.seconds(15),
  });
  expect(manifest(route(rule, { name: 'backend' }).resource)).toMatchInlineSnapshot(`
   {
     "apiVersion": "gateway.networking.k8s.io/v1",
     "kind": "HTTPRoute",
     "metadata": {
       "name": "backend",
       "namespace": "shop",
     },
     "spec": {
       "parentRefs": [
         {
           "name": "edge",
           "namespace": "shop",
         },
       ],
       "rules": [
         {
           "backendRefs": [
             {
               "name": "backend",
               "namespace": "shop",
               "port": 5001,
             },
           ],
           "matches": [
             {
               "path": {
                 "type": "PathPrefix",
                 "value": "/",
               },
             },
           ],
           "timeouts": {
             "request": "15s",
           },
         },
       ],
     },
   }
  `);
});

test('a service that a rule leads to lets the gateway in', () => {
  const chart = shop();
  route(HttpRule.route({ to: [Destination.service(service(chart, 'backend'))] }), {}, chart);
  expect(JSON.stringify(Testing.synth(chart))).toContain(
    '"principals":["cluster.local/ns/shop/sa/edge-istio"]',
  );
});

test('serves HTTPS only where the gateway redirects to it', () => {
  const chart = shop();
  const tls = GatewayTls.simple({ credentialName: 'shop-tls' });
  const gateways = [new GatewayApiGateway(chart, 'Gateway', { name: 'edge', tls })];
  const { spec } = manifest(
    new HttpRoute(chart, 'Route', { gateways, rules: [HttpRule.route(toBackend())] }).resource,
  );
  expect(spec).toMatchObject({ parentRefs: [{ name: 'edge', namespace: 'shop', port: 443 }] });
});

test('routes calls of a service within the mesh, to two Services by weight', () => {
  const chart = shop();
  const [all, v1, v2] = ['backend', 'backend-v1', 'backend-v2'].map((name) => service(chart, name));
  const canary = HttpRule.route({
    to: [Destination.service(v1 as never, { weight: 90 }), Destination.service(v2 as never, { weight: 10 })],
  });
  const { spec } = manifest(
    new HttpRoute(chart, 'Route', { services: [all as never], rules: [canary] }).resource,
  );
  expect(spec).toEqual({
    parentRefs: [{ group: '', kind: 'Service', name: 'backend', namespace: 'shop' }],
    rules: [
      {
        backendRefs: [
          { name: 'backend-v1', namespace: 'shop', port: 5001, weight: 90 },
          { name: 'backend-v2', namespace: 'shop', port: 5001, weight: 10 },
        ],
      },
    ],
  });
});

test('matches by path, headers and each method', () => {
  const headers = [HeaderMatch.exact('x-canary', 'yes'), HeaderMatch.regex('x-team', 'a.*')];
  const matches = [{ path: PathMatch.exact('/v1'), methods: ['GET', 'HEAD'] as const, headers }];
  const { rules } = manifest(route(HttpRule.route({ ...toBackend(), matches })).resource).spec;
  const common = {
    path: { type: 'Exact', value: '/v1' },
    headers: [
      { type: 'Exact', name: 'x-canary', value: 'yes' },
      { type: 'RegularExpression', name: 'x-team', value: 'a.*' },
    ],
  };
  expect(rules?.[0]).toMatchObject({
    matches: [
      { ...common, method: 'GET' },
      { ...common, method: 'HEAD' },
    ],
  });
});

test('redirects', () => {
  const rule = HttpRule.redirect({ host: 'www.example.com', path: '/new' });
  const { rules } = manifest(route(rule, { hosts: ['shop.example.com'] }).resource).spec;
  const path = { type: 'ReplaceFullPath', replaceFullPath: '/new' };
  const requestRedirect = { hostname: 'www.example.com', path, statusCode: 301 };
  expect(rules?.[0]).toEqual({ filters: [{ type: 'RequestRedirect', requestRedirect }] });
});

describe('refuses, with what to do instead,', () => {
  const subset = () => {
    const chart = shop();
    return new DestinationRule(chart, 'Rule', { service: service(chart, 'backend') }).addSubset('v1', {
      version: 'v1',
    });
  };
  test.each<[string, () => HttpRule, string]>([
    [
      'retries',
      () => HttpRule.route({ ...toBackend(), retries: RetryPolicy.of() }),
      "'retries' cannot be said by an HTTPRoute of the standard channel; leave it out for the mesh's own two retries, or use a VirtualService (at test/Route)",
    ],
    [
      'subsets',
      () => HttpRule.route({ to: [Destination.subset(subset())] }),
      "subset 'v1' cannot be the destination of an HTTPRoute; give it a Service of its own, or use a VirtualService",
    ],
    [
      'prefixes of headers',
      () => HttpRule.route({ ...toBackend(), matches: [{ headers: [HeaderMatch.prefix('a', 'b')] }] }),
      "header 'a' is matched by its prefix, which an HTTPRoute cannot; use HeaderMatch.regex or a VirtualService",
    ],
    [
      'hosts outside of the cluster',
      () =>
        HttpRule.route({
          to: [
            Destination.service(
              new ExternalService(shop(), 'Mail', { host: 'mail.example.com', port: 80, protocol: 'http' }),
            ),
          ],
        }),
      'an HTTPRoute leads to Services of the cluster by name',
    ],
  ])('%s', (_name, rule, message) => {
    expect(() => route(rule())).toThrow(message);
  });

  test('no parents, and all hosts by name', () => {
    expect(() => new HttpRoute(shop(), 'Route', {})).toThrow("no parents: name 'gateways', or 'services'");
    expect(() => route(HttpRule.route(toBackend()), { hosts: ['*'] })).toThrow("leave 'hosts' out");
  });

  test('no rules, at synthesis', () => {
    const chart = shop();
    new HttpRoute(chart, 'Route', { services: [service(chart, 'backend')] });
    expect(() => void Testing.synth(chart)).toThrow('no rules: name some in its props or by addRule');
  });
});
