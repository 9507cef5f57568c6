import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { FaultInjection, type FaultInjectionProps } from '../../lib/patterns/fault-injection';
import { MeshRouting } from '../../lib/patterns/mesh-routing';
import { Resilience, type ResilienceProps } from '../../lib/patterns/resilience';
import { FaultAbort, FaultDelay } from '../../lib/routing/fault';
import { HeaderMatch } from '../../lib/routing/header-match';
import { ChartValues } from '../../lib/values/chart-values';
import { constraintsOf } from '../../lib/values/constraint';
import { Percent } from '../../lib/vocabulary/percent';
import { service, shop } from '../routing/shop';
import { objects, spec } from './versions';

const destination = { host: 'orders.shop.svc.cluster.local', port: { number: 5001 } };

describe('Resilience', () => {
  const make = (props: Partial<ResilienceProps> = {}) => {
    const chart = shop();
    new Resilience(chart, 'calls', { service: service(chart, 'orders'), ...props });
    return chart;
  };

  test('gives figures that agree', () => {
    const chart = make({ timeout: Duration.seconds(9), idempotent: true, name: 'orders' });
    expect(spec(chart, 'VirtualService')['http']).toEqual([
      {
        route: [{ destination }],
        timeout: '9s',
        retries: {
          attempts: 2,
          perTryTimeout: '3s',
          retryOn: 'gateway-error,connect-failure,refused-stream',
        },
      },
    ]);
    expect(spec(chart, 'DestinationRule')).toMatchObject({
      trafficPolicy: {
        connectionPool: {
          tcp: { maxConnections: 100 },
          http: { http1MaxPendingRequests: 100, maxRetries: 20 },
        },
        outlierDetection: { consecutive5xxErrors: 5, baseEjectionTime: '30s' },
      },
    });
    expect(objects(chart, 'VirtualService')[0]?.metadata.name).toBe('orders');
  });

  test('retries what changes something only where the service cannot have seen it', () => {
    const http = spec(make(), 'VirtualService')['http'] as unknown as object[];
    expect(http).toMatchObject([
      {
        match: [{ method: { regex: 'POST|PUT|PATCH|DELETE' } }],
        retries: { retryOn: 'connect-failure,refused-stream' },
      },
      { retries: { attempts: 2, perTryTimeout: '5s' } },
    ]);
  });

  test('keeps a pod out for as long as a request may take', () => {
    const chart = make({ timeout: Duration.minutes(1), attempts: 0 });
    expect(spec(chart, 'DestinationRule')).toMatchObject({
      trafficPolicy: { outlierDetection: { baseEjectionTime: '60s' } },
    });
    expect(spec(chart, 'VirtualService')['http']).toMatchObject([
      { timeout: '60s', retries: { attempts: 0 } },
    ]);
  });

  test('says in the Gateway API what that can say', () => {
    const chart = make({ routing: MeshRouting.gatewayApi() });
    expect(spec(chart, 'HTTPRoute')['rules']).toMatchObject([{ timeouts: { request: '15s' } }]);
    expect(objects(chart, 'DestinationRule')).toHaveLength(1);
  });

  test.each<[string, Partial<ResilienceProps>, string]>([
    [
      'many tries',
      { attempts: 11 },
      "'attempts' is 11, expected a whole number from 0 to 10: more tries are load, not help",
    ],
    ['half a try', { attempts: 0.5 }, "'attempts' is 0.5, expected a whole number from 0 to 10"],
    [
      'no time',
      { timeout: Duration.millis(20) },
      "'timeout' is 20ms, which leaves 6ms for each of 3 tries; raise it, or lower attempts (at test/calls)",
    ],
    [
      'short ejections',
      { ejectionTime: Duration.seconds(5) },
      "'ejectionTime' is 5000ms but a request takes up to 15000ms ('timeout')",
    ],
    [
      'retries in the Gateway API',
      { routing: MeshRouting.gatewayApi(), attempts: 1 },
      "'retries' cannot be said by an HTTPRoute of the standard channel",
    ],
  ])('refuses %s', (_name, props, message) => {
    expect(() => make(props)).toThrow(message);
  });

  test('all tries fit any timeout', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 100_000 }),
        fc.integer({ min: 1, max: 10 }),
        (length, attempts) => {
          const chart = make({ timeout: Duration.millis(length), attempts, idempotent: true });
          const [{ retries }] = spec(chart, 'VirtualService')['http'] as unknown as [
            { retries: { perTryTimeout: string } },
          ];
          const [, digits, unit] = /^(\d+)(m?s)$/.exec(retries.perTryTimeout) ?? [];
          const each = Number(digits) * (unit === 's' ? 1000 : 1);
          expect(each * (attempts + 1)).toBeLessThanOrEqual(length);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('FaultInjection', () => {
  const abort = FaultAbort.httpStatus(503, Percent.of(10));
  const delay = FaultDelay.fixed(Duration.seconds(5), Percent.of(20));
  const make = (props: Partial<FaultInjectionProps>) => {
    const chart = shop();
    new FaultInjection(chart, 'chaos', {
      service: service(chart, 'orders'),
      testEnvironment: true,
      ...props,
    });
    return chart;
  };

  test('lets requests of testers fail and wait', () => {
    const matches = [{ headers: [HeaderMatch.exact('x-chaos', 'on')] }];
    expect(spec(make({ abort, delay, matches }), 'VirtualService')['http']).toEqual([
      {
        match: [{ headers: { 'x-chaos': { exact: 'on' } } }],
        route: [{ destination }],
        fault: {
          abort: { httpStatus: 503, percentage: { value: 10 } },
          delay: { fixedDelay: '5s', percentage: { value: 20 } },
        },
      },
      { route: [{ destination }] },
    ]);
  });

  test('lets all requests fail', () => {
    expect(spec(make({ abort }), 'VirtualService')['http']).toHaveLength(1);
  });

  test('is left out where it is switched off', () => {
    expect(objects(make({ abort, when: false }), 'VirtualService')).toEqual([]);
  });

  test('can be forced', () => {
    expect(objects(make({ abort, testEnvironment: false, force: true }), 'VirtualService')).toHaveLength(1);
  });

  test('demands a test environment that is known at deploy time, where it is there', () => {
    const testEnvironment = new ChartValues().boolean('testing', { default: true, description: 'For tests' });
    expect(constraintsOf(make({ abort, testEnvironment })).map(({ message }) => message)).toEqual([
      "'testEnvironment' is false: faults would hit real users; leave the construct out there, or set 'force' if that is meant",
    ]);
  });

  test.each<[string, Partial<FaultInjectionProps>, string]>([
    [
      'real users',
      { abort, testEnvironment: false },
      "'testEnvironment' is false: faults would hit real users",
    ],
    ['no fault', {}, "neither 'abort' nor 'delay' is given; say what is to go wrong (at test/chaos)"],
    [
      'the Gateway API',
      { abort, routing: MeshRouting.gatewayApi() },
      'faults cannot be said by an HTTPRoute; use MeshRouting.istio() for the callers that are tested',
    ],
  ])('refuses %s', (_name, props, message) => {
    expect(() => make(props)).toThrow(message);
  });
});
