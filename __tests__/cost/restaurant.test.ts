import { describe, expect, test } from '@jest/globals';
import { restaurant, restaurantPrices, type RestaurantOptions } from './restaurant';
import type { CostReport } from '../../lib/cost/cost-report';
import { estimateCost } from '../../lib/cost/estimate';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const report = (options?: RestaurantOptions): CostReport =>
  estimateCost(restaurant(options), restaurantPrices);
const monthly = (options?: RestaurantOptions): number => report(options).total.monthly.total.max;
const cents = (amount: number): number => Math.round(amount * 100) / 100;

/** The estimate of the restaurant's guide, from manifests; where the guide slips, its own figure stands beside ours. */
describe("the restaurant's table of costs", () => {
  const { workloads, total, claims } = report();

  test.each<[name: string, pods: number, milli: number, mebi: number]>([
    ['istiod', 2, 1000, 4096],
    ['istio-ingressgateway', 2, 200, 256],
    ['prometheus', 1, 500, 2048],
    ['grafana', 1, 100, 256],
    ['loki', 1, 200, 512],
    ['promtail', 3, 150, 384],
    ['jaeger', 1, 100, 256],
    ['kiali', 1, 100, 256],
  ])('%s: %d pods, %dm, %dMi', (name, pods, milli, mebi) => {
    const row = workloads.find(({ object }) => object.name === name);
    expect(row?.pods).toEqual({ min: pods, max: pods });
    expect(row?.cpu.max).toBe(milli / 1000);
    expect(row?.memory.max).toBe(mebi * MIB);
  });

  test('16 sidecars of 10m and 40Mi: 160m, 640Mi', () => {
    expect(total.sidecars).toEqual({
      count: { min: 16, max: 16 },
      cpu: { min: 0.16, max: 0.16 },
      memory: { min: 640 * MIB, max: 640 * MIB },
    });
  });

  test('2.51 cores', () => {
    expect(total.cpu).toEqual({ min: 2.51, max: 2.51 });
  });

  test('8.5 GiB, which the guide rounds up to 8.6 GB', () => {
    expect(total.memory.max / MIB).toBe(8704);
    expect(total.memory.max / GIB).toBe(8.5);
  });

  test('28 pods, as the guide says, of which 16 are the applications with their sidecars: 12 are additional', () => {
    expect(total.pods.max).toBe(28);
    expect(total.pods.max - total.sidecars.count.max).toBe(12);
  });

  test('180 GiB of volumes; 190 with those of Alertmanager, which the guide configures and does not count', () => {
    expect(claims.map(({ size }) => size / GIB)).toEqual([50, 100, 20, 10]);
    expect(total.storage.max / GIB).toBe(180);
    expect(report({ alertmanager: true }).total.storage.max / GIB).toBe(190);
  });

  test('$75 for processors, $28 for memory, $18 for volumes, $16 for the load balancer', () => {
    const { cpu, memory, storage, loadBalancers } = total.monthly;
    expect([cpu, memory, storage, loadBalancers].map(({ max }) => cents(max))).toEqual([
      75.18, 28.15, 18, 16,
    ]);
  });

  test('$137 with the load balancer that is needed, not $121 without one; $153 with a second', () => {
    expect(cents(monthly())).toBe(137.33);
    expect(cents(monthly() - total.monthly.loadBalancers.max)).toBe(121.33);
    expect(cents(monthly({ dashboardBalancer: true }))).toBe(153.33);
  });

  test('sidecars of 5m save $2.40, one istiod $21.60: not $30 each', () => {
    const small = report({ sidecarCpu: '5m' }).total.monthly;
    expect(cents(total.monthly.cpu.max - small.cpu.max)).toBe(2.4);
    expect(small.memory).toEqual(total.monthly.memory);
    const single = report({ istiods: 1 }).total.monthly;
    // 0.5 cores for 720 hours are $14.98, 2 GiB are $6.62.
    expect(cents(total.monthly.cpu.max - single.cpu.max)).toBe(14.98);
    expect(cents(total.monthly.memory.max - single.memory.max)).toBe(6.62);
    expect(cents(total.monthly.total.max - single.total.max)).toBe(21.6);
  });

  test('a month of 730 hours costs more', () => {
    const { monthly: longer } = estimateCost(restaurant(), { ...restaurantPrices, hoursPerMonth: 730 }).total;
    expect([longer.cpu.max, longer.memory.max, longer.total.max].map(cents)).toEqual([76.22, 28.54, 138.77]);
  });

  test('every figure is the sum of lines that name their objects', () => {
    const names = workloads.map(({ object }) => `${object.kind} ${object.namespace}/${object.name}`);
    expect(new Set(names).size).toBe(workloads.length);
    const sum = (amounts: readonly number[]): number => cents(amounts.reduce((a, b) => a + b, 0));
    expect(sum(workloads.map((row) => row.monthly.cpu.max))).toBe(cents(total.monthly.cpu.max));
    expect(sum(workloads.map(({ cpu }) => cpu.max))).toBe(2.51);
  });
});
