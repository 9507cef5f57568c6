import { describe, expect, test } from '@jest/globals';
import { matchers } from '../../lib/jest/matchers';
import { resilience, type ResilienceCase } from '../../lib/simulate/resilience';
import { gateway, routes, services } from './shop';

expect.extend(matchers);

const good = [{ from: 0, latency: 10, errors: 0 }];
const dead = [{ from: 0, latency: 10, errors: 100 }];
const slow = [{ from: 0, latency: 5000, errors: 0 }];
const base: ResilienceCase = {
  endpoints: [dead, good, good],
  rate: 90,
  duration: 10_000,
  timeout: 0,
  retries: 0,
  perTryTimeout: 0,
  retriesTimeouts: false,
  retriesErrors: false,
  pool: 1000,
  seed: 7,
};

/** @see https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/outlier */
describe('one bad endpoint of three', () => {
  test('without retries every third request fails', () => {
    const { successRate, amplification, requests } = resilience(base);
    expect(requests).toBe(900);
    expect(successRate).toBeCloseTo(66.7, 0);
    expect(amplification).toBe(1);
  });

  test('retries on errors save all, at the price of more tries', () => {
    const { successRate, amplification } = resilience({ ...base, retries: 3, retriesErrors: true });
    expect(successRate).toBeGreaterThan(98);
    expect(amplification).toBeGreaterThan(1.3);
  });

  test('outlier detection leaves the bad one out', () => {
    const outliers = { consecutiveErrors: 5, baseEjectionTime: 30_000, maxEjectionPercent: 50 };
    const { successRate, ejections } = resilience({ ...base, outliers });
    expect(successRate).toBeGreaterThan(99);
    expect(ejections).toBe(1);
  });

  test('an ejected endpoint comes back, and stays out longer the next time', () => {
    const outliers = { consecutiveErrors: 5, baseEjectionTime: 1000, maxEjectionPercent: 50 };
    const { ejections } = resilience({ ...base, outliers });
    expect(ejections).toBeGreaterThan(2);
    expect(ejections).toBeLessThan(5);
  });

  test('a try that takes too long is only tried again where the policy says so', () => {
    const late = { ...base, endpoints: [slow, good, good], retries: 2, perTryTimeout: 100, timeout: 2000 };
    expect(resilience(late).successRate).toBeCloseTo(66.7, 0);
    expect(resilience({ ...late, retriesTimeouts: true }).successRate).toBeGreaterThan(95);
  });

  test('the timeout of the route bounds every request', () => {
    const { p99Latency } = resilience({ ...base, endpoints: [slow], timeout: 300 });
    expect(p99Latency).toBeCloseTo(300, 6);
  });

  test('a full pool refuses', () => {
    const { overflows, successRate } = resilience({ ...base, endpoints: [slow], pool: 10 });
    expect(overflows).toBeGreaterThan(0);
    expect(successRate).toBeLessThan(10);
  });

  test('the same seed gives the same run', () => {
    const noisy = {
      ...base,
      endpoints: [[{ from: 0, latency: 10, errors: 30 }]],
      retries: 1,
      retriesErrors: true,
    };
    expect(resilience(noisy)).toEqual(resilience(noisy));
    expect(resilience({ ...noisy, seed: 8 })).not.toEqual(resilience(noisy));
  });
});

describe('toSurvive', () => {
  const mesh = (more: string): string =>
    [services, gateway, routes(`- {${more}route: [{destination: {host: web}}]}`)].join('\n---\n');
  const get = 'GET http://a.com/';

  test('a policy with retries on 5xx does', () => {
    expect(mesh('retries: {attempts: 3, retryOn: 5xx}, ')).toSurvive(get, { successRate: 98 });
  });

  test('the default policy does not, and the message says how it fares', () => {
    expect(mesh('')).not.toSurvive(get);
    expect(() => {
      expect(mesh('')).toSurvive(get);
    }).toThrow(
      'Expected: at least 99 % to succeed while 1 of 3 endpoints are bad\n' +
        'Received: 66.67 % succeed, 99 % within 10 ms, 1.00 tries for each request, 0 ejections',
    );
  });
});
