import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { GlobalRateLimit, type GlobalRateLimitProps } from '../../lib/patterns/global-rate-limit';
import { JwtProtected, type JwtProtectedProps } from '../../lib/patterns/jwt-protected';
import { LocalRateLimit, type LocalRateLimitProps } from '../../lib/patterns/local-rate-limit';
import { RateLimitEntry } from '../../lib/patterns/rate-limit-entry';
import { ZeroTrust } from '../../lib/patterns/zero-trust';
import { service, shop } from '../routing/shop';
import { objects, orders, spec } from './versions';

describe('LocalRateLimit', () => {
  const make = (props: Partial<LocalRateLimitProps> = {}) => {
    const chart = shop();
    const selectorLabels = { app: 'orders' };
    new LocalRateLimit(chart, 'limit', {
      selectorLabels,
      maxTokens: 10,
      fillInterval: Duration.seconds(1),
      ...props,
    });
    return chart;
  };

  test('fills a bucket in front of the pods', () => {
    expect(spec(make({ port: 8080, tokensPerFill: 5 }), 'EnvoyFilter')).toMatchInlineSnapshot(`
     {
       "configPatches": [
         {
           "applyTo": "HTTP_FILTER",
           "match": {
             "context": "SIDECAR_INBOUND",
             "listener": {
               "filterChain": {
                 "filter": {
                   "name": "envoy.filters.network.http_connection_manager",
                   "subFilter": {
                     "name": "envoy.filters.http.router",
                   },
                 },
               },
               "portNumber": 8080,
             },
           },
           "patch": {
             "operation": "INSERT_BEFORE",
             "value": {
               "name": "envoy.filters.http.local_ratelimit",
               "typed_config": {
                 "@type": "type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit",
                 "filter_enabled": {
                   "default_value": {
                     "denominator": "HUNDRED",
                     "numerator": 100,
                   },
                 },
                 "filter_enforced": {
                   "default_value": {
                     "denominator": "HUNDRED",
                     "numerator": 100,
                   },
                 },
                 "stat_prefix": "http_local_rate_limiter",
                 "token_bucket": {
                   "fill_interval": "1s",
                   "max_tokens": 10,
                   "tokens_per_fill": 5,
                 },
               },
             },
           },
         },
       ],
       "priority": 10,
       "workloadSelector": {
         "labels": {
           "app": "orders",
         },
       },
     }
    `);
  });

  test('limits gateways', () => {
    expect(spec(make({ gateway: true }), 'EnvoyFilter')).toMatchObject({
      configPatches: [
        {
          match: { context: 'GATEWAY' },
          patch: { value: { typed_config: { token_bucket: { tokens_per_fill: 10 } } } },
        },
      ],
    });
  });

  test.each<[string, Partial<LocalRateLimitProps>, string]>([
    ['an empty bucket', { maxTokens: 0 }, "'maxTokens' is 0, expected a whole number from 1 (at test/limit)"],
    ['half a token', { tokensPerFill: 0.5 }, "'tokensPerFill' is 0.5, expected a whole number from 1"],
    [
      'quick fills',
      { fillInterval: Duration.millis(49) },
      "'fillInterval' is 49ms, expected at least 50ms, as Envoy does",
    ],
  ])('refuses %s', (_name, props, message) => {
    expect(() => make(props)).toThrow(message);
  });
});

describe('GlobalRateLimit', () => {
  const make = (props: Partial<GlobalRateLimitProps> = {}, protocol: 'grpc' | 'tcp' = 'grpc') => {
    const chart = shop();
    const limiter = service(chart, 'ratelimit', [{ port: 8081, protocol }]);
    const descriptors = [[RateLimitEntry.requestHeader('x-customer', 'customer'), RateLimitEntry.path()]];
    new GlobalRateLimit(chart, 'limit', {
      workload: orders(chart),
      limiter,
      domain: 'shop',
      descriptors,
      ...props,
    });
    return chart;
  };

  test('asks the limiter before each request, and lets requests pass without it', () => {
    const chart = make();
    expect(spec(chart, 'EnvoyFilter')).toMatchObject({
      workloadSelector: { labels: { 'app.kubernetes.io/name': 'orders' } },
      configPatches: [
        {
          patch: {
            operation: 'INSERT_BEFORE',
            value: {
              typed_config: {
                domain: 'shop',
                failure_mode_deny: false,
                timeout: '250ms',
                rate_limit_service: {
                  grpc_service: {
                    envoy_grpc: { cluster_name: 'outbound|8081||ratelimit.shop.svc.cluster.local' },
                  },
                },
              },
            },
          },
        },
        {
          applyTo: 'VIRTUAL_HOST',
          patch: {
            operation: 'MERGE',
            value: {
              rate_limits: [
                {
                  actions: [
                    { request_headers: { header_name: 'x-customer', descriptor_key: 'customer' } },
                    { request_headers: { header_name: ':path', descriptor_key: 'path' } },
                  ],
                },
              ],
            },
          },
        },
      ],
    });
    const policy = objects(chart, 'AuthorizationPolicy').find(
      ({ metadata }) => metadata.name === 'ratelimit',
    );
    expect(JSON.stringify(policy)).toContain('cluster.local/ns/shop/sa/orders');
  });

  test('counts by other things too', () => {
    const descriptors = [[RateLimitEntry.constant('all')], [RateLimitEntry.remoteAddress()]];
    expect(JSON.stringify(spec(make({ descriptors, denyOnFailure: true }), 'EnvoyFilter'))).toContain(
      '"rate_limits":[{"actions":[{"generic_key":{"descriptor_value":"all"}}]},{"actions":[{"remote_address":{}}]}]',
    );
  });

  test.each<[string, () => unknown, string]>([
    [
      'nothing to count by',
      () => make({ descriptors: [] }),
      "'descriptors' or one of them is empty, or 'domain' is; say",
    ],
    ['an empty descriptor', () => make({ descriptors: [[]] }), "'descriptors' or one of them is empty"],
    [
      'no domain',
      () => make({ domain: '' }),
      "or 'domain' is; say what the limiter counts by (at test/limit)",
    ],
    [
      'a limiter without gRPC',
      () => make({}, 'tcp'),
      "'test/ratelimit' listens on no port of gRPC; give it one",
    ],
    ['an empty key', () => RateLimitEntry.requestHeader('a', ''), 'the key of an entry is empty; name it'],
    [
      'an empty header',
      () => RateLimitEntry.requestHeader('', 'a'),
      'the header of an entry is empty; name it',
    ],
    ['an empty constant', () => RateLimitEntry.constant(''), 'the value of an entry is empty; name it'],
  ])('refuses %s', (_name, of, message) => {
    expect(of).toThrow(message);
  });
});

describe('ZeroTrust', () => {
  test('closes a namespace', () => {
    const chart = shop();
    new ZeroTrust(chart, 'zero', { labels: { part: 'shop' } });
    expect(spec(chart, 'PeerAuthentication')).toEqual({ mtls: { mode: 'STRICT' } });
    expect(spec(chart, 'AuthorizationPolicy')).toEqual({ action: 'ALLOW' });
    expect(spec(chart, 'Sidecar')).toEqual({
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
      egress: [{ hosts: ['istio-system/*'] }],
    });
    expect(spec(chart, 'NetworkPolicy')).toMatchObject({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ ports: [{ port: 53 }, { port: 53 }] }, { ports: [{ port: 15012 }] }],
    });
    expect(objects(chart, 'Sidecar')[0]?.metadata).toMatchObject({
      namespace: 'shop',
      labels: { part: 'shop' },
    });
  });

  test('keeps to the packets where there is no mesh, and to the mesh where there are no NetworkPolicies', () => {
    const without = (platform: object) => {
      const chart = shop();
      new ZeroTrust(chart, 'zero', { platform });
      return ['PeerAuthentication', 'NetworkPolicy'].map((kind) => objects(chart, kind).length);
    };
    expect(without({ mesh: false })).toEqual([0, 1]);
    expect(without({ networkPolicies: false })).toEqual([1, 0]);
  });
});

describe('JwtProtected', () => {
  const jwtRules = [{ issuer: 'https://login.example.com' }];
  const make = (props: Partial<JwtProtectedProps> = {}) => {
    const chart = shop();
    new JwtProtected(chart, 'login', {
      selectorLabels: { app: 'orders' },
      ports: [5001],
      jwtRules,
      ...props,
    });
    return chart;
  };

  test('denies what has no token, and allows nothing by itself', () => {
    const chart = make({ name: 'orders' });
    expect(spec(chart, 'RequestAuthentication')).toEqual({
      selector: { matchLabels: { app: 'orders' } },
      jwtRules,
    });
    expect(spec(chart, 'AuthorizationPolicy')).toEqual({
      selector: { matchLabels: { app: 'orders' } },
      action: 'DENY',
      rules: [
        { from: [{ source: { notRequestPrincipals: ['*'] } }], to: [{ operation: { ports: ['5001'] } }] },
      ],
    });
    expect(objects(chart, 'AuthorizationPolicy')[0]?.metadata.name).toBe('orders-token-required');
  });

  test('leaves paths open, and asks for claims', () => {
    const chart = make({ publicPaths: ['/health'], requiredClaims: { role: ['clerk', 'admin'] } });
    const to = [{ operation: { ports: ['5001'], notPaths: ['/health'] } }];
    expect(spec(chart, 'AuthorizationPolicy')['rules']).toEqual([
      { from: [{ source: { notRequestPrincipals: ['*'] } }], to },
      { to, when: [{ key: 'request.auth.claims[role]', notValues: ['clerk', 'admin'] }] },
    ]);
  });

  test.each<[string, Partial<JwtProtectedProps>, string]>([
    [
      'no ports',
      { ports: [] },
      "'ports' is empty; name the ports of HTTP: a rule without them would close ports",
    ],
    ['no rules', { jwtRules: [] }, "'jwtRules' holds 0 rules, expected 1 to 4096"],
    ['a claim without values', { requiredClaims: { role: [] } }, 'is empty and would match everything'],
  ])('refuses %s', (_name, props, message) => {
    expect(() => make(props)).toThrow(message);
  });
});
