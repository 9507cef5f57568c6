import { describe, expect, test } from '@jest/globals';
import { Duration, Testing } from 'cdk8s';
import { Destination } from '../../lib/routing/destination';
import { DestinationRule } from '../../lib/routing/destination-rule';
import { HeaderMatch } from '../../lib/routing/header-match';
import type { HttpMatch, HttpMethod } from '../../lib/routing/http-match';
import { HttpRule } from '../../lib/routing/http-rule';
import { IngressGateway } from '../../lib/routing/ingress-gateway';
import { PathMatch } from '../../lib/routing/path-match';
import { RetryPolicy } from '../../lib/routing/retry-policy';
import { VirtualService } from '../../lib/routing/virtual-service';
import { includeWhen } from '../../lib/values/inclusion';
import { manifest, service, shop } from './shop';

/** The `http` of a VirtualService with these rules. */
function http(rules: readonly HttpRule[], chart = shop()): Record<string, unknown>[] {
  const gateways = [new IngressGateway(chart, 'Gateway', { name: 'edge' })];
  return manifest(new VirtualService(chart, 'Route', { gateways, rules }).resource).spec['http'] as never;
}

function toBackend(): { to: Destination[] } {
  return { to: [Destination.service(service(shop(), 'backend'))] };
}

test('routes the hosts of its gateway', () => {
  const chart = shop();
  const gateway = new IngressGateway(chart, 'Gateway', { name: 'edge', hosts: ['shop.example.com'] });
  const backend = service(chart, 'backend');
  const route = new VirtualService(chart, 'Route', {
    name: 'backend',
    gateways: [gateway],
    rules: [HttpRule.route({ to: [Destination.service(backend)] })],
  });
  expect(manifest(route.resource)).toMatchInlineSnapshot(`
   {
     "apiVersion": "networking.istio.io/v1",
     "kind": "VirtualService",
     "metadata": {
       "name": "backend",
       "namespace": "shop",
     },
     "spec": {
       "gateways": [
         "shop/edge",
       ],
       "hosts": [
         "shop.example.com",
       ],
       "http": [
         {
           "route": [
             {
               "destination": {
                 "host": "backend.shop.svc.cluster.local",
                 "port": {
                   "number": 5001,
                 },
               },
             },
           ],
         },
       ],
     },
   }
  `);
});

test('a service that a rule leads to lets the gateway in', () => {
  const chart = shop();
  http([HttpRule.route({ to: [Destination.service(service(chart, 'backend'))] })], chart);
  expect(JSON.stringify(Testing.synth(chart).filter(({ kind }) => kind === 'AuthorizationPolicy'))).toContain(
    'istio-ingressgateway-service-account',
  );
});

test('without gateways it routes calls within the mesh', () => {
  const chart = shop();
  const backend = service(chart, 'backend');
  const rules = [HttpRule.route({ to: [Destination.service(backend)] })];
  const { spec } = manifest(new VirtualService(chart, 'Route', { hosts: [backend.host], rules }).resource);
  expect(spec).toMatchObject({ hosts: ['backend.shop.svc.cluster.local'], gateways: ['mesh'] });
});

describe('retries', () => {
  const retries = RetryPolicy.of({ attempts: 3, perTryTimeout: Duration.seconds(2) });
  const timeout = Duration.seconds(15);

  test('requests that change something are tried again only where nobody has seen them', () => {
    expect(http([HttpRule.route({ ...toBackend(), name: 'api', timeout, retries })])).toMatchObject([
      {
        name: 'api-unsafe-methods',
        match: [{ method: { regex: 'POST|PUT|PATCH|DELETE' } }],
        timeout: '15s',
        retries: { attempts: 3, retryOn: 'connect-failure,refused-stream' },
      },
      {
        name: 'api',
        timeout: '15s',
        retries: {
          attempts: 3,
          perTryTimeout: '2s',
          retryOn: 'gateway-error,connect-failure,refused-stream',
        },
      },
    ]);
  });

  test('no try of a request that changes something is cut short', () => {
    const [unsafe] = http([HttpRule.route({ ...toBackend(), timeout, retries })]);
    expect(unsafe?.['retries']).not.toHaveProperty('perTryTimeout');
  });

  test.each<[string, HttpMatch[], unknown[]]>([
    [
      'a path',
      [{ path: PathMatch.prefix('/api') }],
      [
        [{ uri: { prefix: '/api' }, method: { regex: 'POST|PUT|PATCH|DELETE' } }],
        [{ uri: { prefix: '/api' } }],
      ],
    ],
    [
      'methods of both sorts',
      [{ methods: ['GET', 'POST', 'HEAD'] }],
      [[{ method: { exact: 'POST' } }], [{ method: { regex: 'GET|HEAD' } }]],
    ],
    ['safe methods only', [{ methods: ['GET'] }], [[{ method: { exact: 'GET' } }]]],
    ['unsafe methods only', [{ methods: ['POST'] }], [[{ method: { exact: 'POST' } }]]],
    [
      'either a safe method or a path',
      [{ methods: ['GET'] }, { path: PathMatch.exact('/x') }],
      [
        [{ uri: { exact: '/x' }, method: { regex: 'POST|PUT|PATCH|DELETE' } }],
        [{ method: { exact: 'GET' } }, { uri: { exact: '/x' } }],
      ],
    ],
  ])('tells methods apart within %s', (_name, matches, expected) => {
    const routes = http([HttpRule.route({ ...toBackend(), matches, timeout, retries })]);
    expect(routes.map(({ match }) => match)).toEqual(expected);
  });

  test.each<[string, RetryPolicy]>([
    ['all conditions are safe', RetryPolicy.of({ retryOn: ['connect-failure', 'refused-stream'] })],
    ['requests may be repeated', RetryPolicy.of({ idempotent: true })],
    ['nothing is tried again', RetryPolicy.none()],
  ])('one route does where %s', (_name, policy) => {
    expect(http([HttpRule.route({ ...toBackend(), retries: policy })])).toHaveLength(1);
  });

  test('no condition is left for requests that change something: they are not tried again', () => {
    const policy = RetryPolicy.of({ retryOn: ['5xx', '429'] });
    expect(http([HttpRule.route({ ...toBackend(), retries: policy })])).toMatchObject([
      { retries: { attempts: 0 } },
      { retries: { attempts: 2, retryOn: '5xx,429' } },
    ]);
  });

  test.each([
    ['all tries fit', 8, 3, true],
    ['they do not', 7, 3, false],
    ['no retries', 2, 0, true],
  ])('%s: a timeout of %i s, %i retries', (_name, seconds, attempts, fits) => {
    const rule = HttpRule.route({
      ...toBackend(),
      timeout: Duration.seconds(seconds),
      retries: RetryPolicy.of({ attempts, perTryTimeout: Duration.seconds(2) }),
    });
    const make = () => http([rule]);
    if (fits) expect(make).not.toThrow();
    else {
      expect(make).toThrow(
        "'timeout' is 7s but 1 try + 3 retries of 2s need 8s; raise timeout, or lower attempts or perTryTimeout (at test/Route)",
      );
    }
  });

  test.each([
    ['a fraction', { attempts: 1.5 }, "'attempts' is 1.5, expected a whole number from 0"],
    ['no condition', { retryOn: [] }, "'retryOn' is empty; use RetryPolicy.none() for no retries"],
  ])('refuses %s', (_name, options, message) => {
    expect(() => RetryPolicy.of(options)).toThrow(message);
  });
});

describe('a canary', () => {
  const chart = shop();
  const backend = service(chart, 'backend');
  const rule = new DestinationRule(chart, 'Rule', { service: backend });
  const v1 = rule.addSubset('v1', { version: 'v1' });
  const v2 = rule.addSubset('v2', { version: 'v2' });

  test('shares requests between subsets by weight', () => {
    const to = [Destination.subset(v1, { weight: 90 }), Destination.subset(v2, { weight: 10 })];
    expect(http([HttpRule.route({ to })])).toEqual([
      {
        route: ['v1', 'v2'].map((subset, index) => ({
          destination: { host: 'backend.shop.svc.cluster.local', subset, port: { number: 5001 } },
          weight: index === 0 ? 90 : 10,
        })),
      },
    ]);
  });

  test.each([
    [
      'too much',
      [90, 20],
      "'weight' of a rule's destinations: 90 + 20 = 110, expected a sum of 100 (at test/Route)",
    ],
    ['too little, alone', [70], "'weight' of a rule's destinations: 70 = 70, expected a sum of 100"],
    ['none for one', [100, undefined], "2 destinations but 1 weights; give each its 'weight' in percent"],
    ['no destination', [], "'to' is empty; name at least one destination"],
  ])('refuses %s', (_name, weights, message) => {
    const to = weights.map((weight) => Destination.subset(v1, weight === undefined ? {} : { weight }));
    expect(() => http([HttpRule.route({ to })])).toThrow(message);
  });
});

test('matches by path, method and headers', () => {
  const methods: HttpMethod[] = ['GET'];
  const headers = [
    HeaderMatch.exact('X-Canary', 'yes'),
    HeaderMatch.prefix('x-team', 'a'),
    HeaderMatch.present('authorization'),
  ];
  const matches = [
    { path: PathMatch.regex('/v[0-9]+/.*'), methods, headers },
    { path: PathMatch.exact('/') },
  ];
  expect(http([HttpRule.route({ ...toBackend(), matches })])[0]?.['match']).toEqual([
    {
      uri: { regex: '/v[0-9]+/.*' },
      method: { exact: 'GET' },
      headers: { 'x-canary': { exact: 'yes' }, 'x-team': { prefix: 'a' }, authorization: { regex: '.*' } },
    },
    { uri: { exact: '/' } },
  ]);
});

test('matches claims of tokens at a gateway, whose case counts', () => {
  const matches = [{ headers: [HeaderMatch.claim('realm.Roles', 'admin')] }];
  expect(http([HttpRule.route({ ...toBackend(), matches })])[0]?.['match']).toEqual([
    { headers: { '@request.auth.claims.realm.Roles': { exact: 'admin' } } },
  ]);
});

test('redirects', () => {
  const redirect = HttpRule.redirect({ scheme: 'https', host: 'www.example.com', path: '/', status: 308 });
  expect(http([redirect])).toEqual([
    { redirect: { scheme: 'https', authority: 'www.example.com', uri: '/', redirectCode: 308 } },
  ]);
});

test('a rule goes with its only destination, a destination alone goes from its rule', () => {
  const chart = shop();
  const [a, b] = [service(chart, 'a'), service(chart, 'b')];
  includeWhen(b, false);
  const weighted = [Destination.service(a, { weight: 100 }), Destination.service(b, { weight: 0 })];
  const routes = http(
    [
      HttpRule.route({ matches: [{ path: PathMatch.prefix('/b') }], to: [Destination.service(b)] }),
      HttpRule.route({ to: weighted }),
    ],
    chart,
  );
  expect(routes).toMatchObject([{ route: [{ destination: { host: a.host } }] }]);
  expect(routes[0]?.['route']).toHaveLength(1);
});

describe('refuses', () => {
  test('a rule that no request reaches', () => {
    const first = HttpRule.route({ ...toBackend(), matches: [{ path: PathMatch.prefix('/') }] });
    expect(() => http([first, HttpRule.route(toBackend())])).toThrow(
      'rule 2 comes after a rule that takes every request; put the one without matches last (at test/Route)',
    );
  });

  test('every request of the mesh', () => {
    const rules = [HttpRule.route(toBackend())];
    expect(() => new VirtualService(shop(), 'Route', { hosts: ['*'], rules })).toThrow(
      /take every request in the mesh/,
    );
  });

  test('no hosts at all', () => {
    expect(() => new VirtualService(shop(), 'Route', { rules: [] })).toThrow("'hosts' is empty");
  });

  test('no rules, at synthesis', () => {
    const chart = shop();
    new VirtualService(chart, 'Route', { hosts: ['shop.example.com'] });
    expect(() => void Testing.synth(chart)).toThrow('no rules: name some in its props or by addRule');
  });

  test.each<[string, () => HttpMatch, string]>([
    [
      'a path without root',
      () => ({ path: PathMatch.exact('api') }),
      "'path' is 'api', expected one that begins with '/'",
    ],
    ['no methods', () => ({ methods: [] }), "'methods' is empty; name the methods"],
    [
      'a header twice',
      () => ({ headers: [HeaderMatch.exact('a', '1'), HeaderMatch.present('A')] }),
      "header 'a' is matched twice",
    ],
    [
      'a name of no header',
      () => ({ headers: [HeaderMatch.present('a b')] }),
      "'a b' is no name of a header",
    ],
  ])('%s', (_name, match, message) => {
    expect(() => http([HttpRule.route({ ...toBackend(), matches: [match()] })])).toThrow(message);
  });
});

describe('the port of a destination', () => {
  const two = () =>
    service(shop(), 'two', [
      { port: 80, protocol: 'http' },
      { port: 9000, protocol: 'grpc' },
    ]);

  test('is one of the service', () => {
    expect(Destination.service(two(), { port: 9000 }).port).toBe(9000);
  });

  test.each([
    [
      'none is named of several',
      () => Destination.service(two()),
      "this service has the ports 80, 9000; name one by 'port' (at test/two)",
    ],
    [
      'it has no such',
      () => Destination.service(two(), { port: 81 }),
      "'port' is 81, but this service has 80, 9000",
    ],
    [
      'it listens on none',
      () => Destination.service(service(shop(), 'worker', [])),
      'this service listens on no port',
    ],
    [
      'it speaks no HTTP',
      () => {
        const database = service(shop(), 'db', [{ port: 5432, protocol: 'postgres' }]);
        HttpRule.route({ to: [Destination.service(database)] });
      },
      'speaks postgres, and HTTP rules route HTTP',
    ],
  ])('is refused where %s', (_name, make, message) => {
    expect(make).toThrow(message);
  });
});
