import { describe, expect, test } from '@jest/globals';
import { Duration, type Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { BlueGreen } from '../../lib/patterns/blue-green';
import { Canary, type CanaryProps } from '../../lib/patterns/canary';
import { DarkLaunch } from '../../lib/patterns/dark-launch';
import { MeshRouting } from '../../lib/patterns/mesh-routing';
import { StickyCookie } from '../../lib/patterns/sticky-cookie';
import { TrafficMirror } from '../../lib/patterns/traffic-mirror';
import { GatewayApiGateway } from '../../lib/routing/gateway-api-gateway';
import { HeaderMatch } from '../../lib/routing/header-match';
import { IngressGateway } from '../../lib/routing/ingress-gateway';
import { RetryPolicy } from '../../lib/routing/retry-policy';
import { ChartValues } from '../../lib/values/chart-values';
import { Percent } from '../../lib/vocabulary/percent';
import { constraintsOf } from '../../lib/values/constraint';
import { shop } from '../routing/shop';
import { objects, orders, spec } from './versions';

const testers = [HeaderMatch.exact('x-canary', 'true'), HeaderMatch.exact('x-user', 'debug')];
const versions = { stable: 'v1', canary: 'v2' };
const port = { number: 5001 };
const host = 'orders.shop.svc.cluster.local';
const istio = (subset: string, weight?: number) => ({
  destination: { host, subset, port },
  ...(weight === undefined ? {} : { weight }),
});
const gatewayApi = (name: string, weight?: number) => ({
  name: `orders-${name}`,
  namespace: 'shop',
  port: 5001,
  ...(weight === undefined ? {} : { weight }),
});

function canary(props: Partial<CanaryProps>, chart: Chart = shop()): Chart {
  new Canary(chart, 'canary', { backend: orders(chart), ...versions, weight: 10, ...props });
  return chart;
}

describe('Canary', () => {
  test('splits calls by weight, and pins testers', () => {
    const chart = canary({ testers });
    expect(spec(chart, 'VirtualService')).toEqual({
      hosts: [host],
      http: [
        {
          match: [
            { headers: { 'x-canary': { exact: 'true' } } },
            { headers: { 'x-user': { exact: 'debug' } } },
          ],
          route: [istio('v2')],
        },
        { route: [istio('v1', 90), istio('v2', 10)] },
      ],
      gateways: ['mesh'],
    });
    expect(spec(chart, 'DestinationRule')['subsets']).toEqual([
      { name: 'v2', labels: { version: 'v2' } },
      { name: 'v1', labels: { version: 'v1' } },
    ]);
  });

  test('is said by Services in the Gateway API', () => {
    const chart = canary({ testers, routing: MeshRouting.gatewayApi(), timeout: Duration.seconds(5) });
    expect(spec(chart, 'HTTPRoute')).toMatchObject({
      parentRefs: [{ group: '', kind: 'Service', name: 'orders', namespace: 'shop' }],
      rules: [
        {
          matches: [{ headers: [{ name: 'x-canary' }] }, { headers: [{ name: 'x-user' }] }],
          backendRefs: [gatewayApi('v2')],
        },
        { backendRefs: [gatewayApi('v1', 90), gatewayApi('v2', 10)], timeouts: { request: '5s' } },
      ],
    });
    expect(objects(chart, 'Service').map(({ metadata }) => metadata.name)).toEqual([
      'orders',
      'orders-v2',
      'orders-v1',
    ]);
    expect(objects(chart, 'DestinationRule')).toEqual([]);
  });

  test('is for the requests of gateways', () => {
    const chart = shop();
    const edge = new IngressGateway(chart, 'edge', { name: 'edge', hosts: ['shop.example.com'] });
    canary({ routing: MeshRouting.istio({ gateways: [edge] }) }, chart);
    expect(spec(chart, 'VirtualService')).toMatchObject({
      hosts: ['shop.example.com'],
      gateways: ['shop/edge'],
    });

    const other = shop();
    const gateway = new GatewayApiGateway(other, 'edge', { name: 'edge', hosts: ['shop.example.com'] });
    canary({ routing: MeshRouting.gatewayApi({ gateways: [gateway] }) }, other);
    expect(spec(other, 'HTTPRoute')).toMatchObject({ parentRefs: [{ name: 'edge', namespace: 'shop' }] });
  });

  test('keeps browsers on their version', () => {
    const chart = canary({
      sticky: StickyCookie.of({ name: 'release', ttl: Duration.hours(1) }),
      weight: 20,
    });
    const kept = (version: string) => ({
      match: [{ headers: { cookie: { regex: `(.*;\\s*)?release=${version}(;.*)?` } } }],
      route: [istio(version)],
    });
    const setting = (version: string, weight: number) => ({
      ...istio(version, weight),
      headers: {
        response: {
          add: { 'set-cookie': `release=${version}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax` },
        },
      },
    });
    expect(spec(chart, 'VirtualService')['http']).toEqual([
      kept('v2'),
      kept('v1'),
      { route: [setting('v1', 80), setting('v2', 20)] },
    ]);
  });

  test('keeps browsers on their version in the Gateway API too', () => {
    const chart = canary({ sticky: StickyCookie.of(), routing: MeshRouting.gatewayApi() });
    const cookie = (version: string) => ({
      type: 'ResponseHeaderModifier',
      responseHeaderModifier: {
        add: [{ name: 'set-cookie', value: `version=${version}; Path=/; HttpOnly; SameSite=Lax` }],
      },
    });
    expect(spec(chart, 'HTTPRoute')['rules']).toMatchObject([
      {
        matches: [{ headers: [{ type: 'RegularExpression', name: 'cookie' }] }],
        backendRefs: [gatewayApi('v2')],
      },
      {
        matches: [{ headers: [{ type: 'RegularExpression', name: 'cookie' }] }],
        backendRefs: [gatewayApi('v1')],
      },
      {
        backendRefs: [
          { ...gatewayApi('v1', 90), filters: [cookie('v1')] },
          { ...gatewayApi('v2', 10), filters: [cookie('v2')] },
        ],
      },
    ]);
  });

  test.each([
    [0, 'v1'],
    [100, 'v2'],
  ])('takes everybody off the other version at weight %d', (weight, kept) => {
    const http = spec(canary({ sticky: StickyCookie.of(), weight }), 'VirtualService')[
      'http'
    ] as unknown as object[];
    expect(http).toHaveLength(2);
    expect(http[0]).toMatchObject({ route: [istio(kept)] });
  });

  test.each<[string, Partial<CanaryProps>, string]>([
    [
      'one version',
      { canary: 'v1' },
      "'stable' is 'v1' and 'canary' is 'v1'; name two versions, as in the pods' label",
    ],
    [
      'a weight over 100',
      { weight: 101 },
      "'weight' is 101, expected a percentage from 0 to 100 (at test/canary)",
    ],
    ['a weight below 0', { weight: -1 }, "'weight' is -1, expected a percentage from 0 to 100"],
    [
      'retries in the Gateway API',
      { retries: RetryPolicy.of(), routing: MeshRouting.gatewayApi() },
      "'retries' cannot be said by an HTTPRoute of the standard channel",
    ],
  ])('refuses %s', (_name, props, message) => {
    expect(() => canary(props)).toThrow(message);
  });

  test('refuses a cookie without a proper name', () => {
    expect(() => StickyCookie.of({ name: 'a b' })).toThrow(
      "'name' is 'a b', expected letters, digits, '-' and '_'",
    );
  });

  test('demands a weight that is known at deploy time', () => {
    const weight = new ChartValues().integer('weight', { default: 10, description: 'Percent' });
    expect(constraintsOf(canary({ weight })).map(({ message }) => message)).toContain(
      "'weight' is known at deploy time, expected a percentage from 0 to 100",
    );
  });

  test('any weight gives two that add up to 100, by both kinds of routing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.boolean(), (weight, api) => {
        const chart = canary({ weight, routing: api ? MeshRouting.gatewayApi() : MeshRouting.istio() });
        const text = JSON.stringify(spec(chart, api ? 'HTTPRoute' : 'VirtualService'));
        const weights = [...text.matchAll(/"weight":(\d+)/g)].map(([, found]) => Number(found));
        expect(weights).toEqual([100 - weight, weight]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('BlueGreen', () => {
  const make = (live: 'blue' | 'green', routing: MeshRouting, preview = testers) => {
    const chart = shop();
    new BlueGreen(chart, 'release', {
      backend: orders(chart),
      blue: 'v1',
      green: 'v2',
      live,
      routing,
      preview,
    });
    return chart;
  };

  test.each([
    ['blue', 100, 0],
    ['green', 0, 100],
  ] as const)('sends everything to %s, and previews to the other one', (live, one, other) => {
    expect(spec(make(live, MeshRouting.istio()), 'VirtualService')['http']).toMatchObject([
      { route: [istio('v1', other), istio('v2', one)] },
      { route: [istio('v1', one), istio('v2', other)] },
    ]);
    expect(spec(make(live, MeshRouting.gatewayApi()), 'HTTPRoute')['rules']).toMatchObject([
      { backendRefs: [gatewayApi('v1', other), gatewayApi('v2', one)] },
      { backendRefs: [gatewayApi('v1', one), gatewayApi('v2', other)] },
    ]);
  });

  test('turns by a value', () => {
    const chart = shop();
    const live = new ChartValues().oneOf<'blue' | 'green'>('live', {
      default: 'green',
      oneOf: ['blue', 'green'],
      description: 'The live version',
    });
    new BlueGreen(chart, 'release', { backend: orders(chart), blue: 'v1', green: 'v2', live });
    expect(spec(chart, 'VirtualService')['http']).toEqual([{ route: [istio('v1', 0), istio('v2', 100)] }]);
  });

  test('refuses one version', () => {
    const chart = shop();
    const props = { backend: orders(chart), blue: 'v1', green: 'v1', live: 'blue' } as const;
    expect(() => new BlueGreen(chart, 'release', props)).toThrow(
      "'blue' is 'v1' and 'green' is 'v1'; name two versions",
    );
  });
});

describe('DarkLaunch', () => {
  const make = (routing: MeshRouting, headers = testers) => {
    const chart = shop();
    new DarkLaunch(chart, 'dark', { backend: orders(chart), stable: 'v1', dark: 'v2', headers, routing });
    return chart;
  };

  test('shows the dark version to those who ask for it', () => {
    expect(spec(make(MeshRouting.istio()), 'VirtualService')['http']).toMatchObject([
      { match: [{ headers: { 'x-canary': { exact: 'true' } } }, {}], route: [istio('v2')] },
      { route: [istio('v1')] },
    ]);
    expect(spec(make(MeshRouting.gatewayApi()), 'HTTPRoute')['rules']).toMatchObject([
      {
        matches: [{ headers: [{ type: 'Exact', name: 'x-canary', value: 'true' }] }, {}],
        backendRefs: [gatewayApi('v2')],
      },
      { backendRefs: [gatewayApi('v1')] },
    ]);
  });

  test('refuses to show it to everybody', () => {
    expect(() => make(MeshRouting.istio(), [])).toThrow(
      "'headers' is empty and would show the dark version to everybody",
    );
  });
});

describe('TrafficMirror', () => {
  const make = (props: object = {}) => {
    const chart = shop();
    new TrafficMirror(chart, 'mirror', { backend: orders(chart), live: 'v1', shadow: 'v2', ...props });
    return chart;
  };

  test('copies requests that only read', () => {
    expect(spec(make(), 'VirtualService')['http']).toMatchObject([
      {
        match: [{ method: { regex: 'GET|HEAD|OPTIONS' } }],
        route: [istio('v1')],
        mirrors: [istio('v2')],
      },
      { route: [istio('v1')] },
    ]);
  });

  test('copies them in the Gateway API too, a part of them', () => {
    const chart = make({ routing: MeshRouting.gatewayApi(), percentage: Percent.of(10), methods: ['GET'] });
    expect(spec(chart, 'HTTPRoute')['rules']).toMatchObject([
      {
        matches: [{ method: 'GET' }],
        filters: [{ type: 'RequestMirror', requestMirror: { backendRef: gatewayApi('v2') } }],
        backendRefs: [gatewayApi('v1')],
      },
      { backendRefs: [gatewayApi('v1')] },
    ]);
  });

  test('refuses to copy nothing', () => {
    expect(() => make({ methods: [] })).toThrow(
      "'methods' is empty, and nothing would be copied; name the methods",
    );
  });
});
