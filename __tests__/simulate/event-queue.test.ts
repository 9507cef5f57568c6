import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EventQueue } from '../../lib/simulate/event-queue';
import { OutlierDetection } from '../../lib/simulate/outlier-detection';

describe('events', () => {
  test('happen in the order of time, and of two at one time the first first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (times) => {
        const queue = new EventQueue();
        const happened: [number, number][] = [];
        for (const [place, time] of times.entries()) queue.at(time, () => happened.push([queue.now, place]));
        queue.run();
        const sorted = times.map((time, place): [number, number] => [time, place]);
        expect(happened).toEqual(sorted.sort((one, other) => one[0] - other[0] || one[1] - other[1]));
      }),
    );
  });

  test('may ask for more', () => {
    const queue = new EventQueue();
    const happened: number[] = [];
    queue.at(1, () => {
      queue.at(2, () => happened.push(queue.now));
      happened.push(queue.now);
    });
    queue.at(3, () => happened.push(queue.now));
    queue.run();
    expect(happened).toEqual([1, 2, 3]);
  });
});

/** @see https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/outlier */
describe('an endpoint', () => {
  const settings = { consecutiveErrors: 2, baseEjectionTime: 100, maxEjectionPercent: 50 };

  /** What is healthy at a time, after errors of these endpoints at time 0. */
  function healthyAt(now: number, size: number, failing: readonly number[], more: object = {}) {
    const outliers = new OutlierDetection(size, { ...settings, ...more });
    for (const endpoint of failing) outliers.record(endpoint, false, 0);
    return [outliers.healthy(now), outliers.ejections];
  }

  test.each([
    ['one error', 0, 3, [0], {}, [[0, 1, 2], 0]],
    ['two errors', 0, 3, [0, 0], {}, [[1, 2], 1]],
    ['just before it comes back', 99, 3, [0, 0], {}, [[1, 2], 1]],
    ['when it comes back', 100, 3, [0, 0], {}, [[0, 1, 2], 1]],
    ['the second of three is too many', 0, 3, [0, 0, 1, 1], {}, [[1, 2], 1]],
    ['the second of four is not', 0, 4, [0, 0, 1, 1], {}, [[2, 3], 2]],
    ['the third of four is', 0, 4, [0, 0, 1, 1, 2, 2], {}, [[2, 3], 2]],
    ['one is always left out', 0, 3, [0, 0], { maxEjectionPercent: 0 }, [[1, 2], 1]],
    ['where all are out, all are asked', 0, 1, [0, 0], {}, [[0], 1]],
    ['errors while it is out do not count', 0, 3, [0, 0, 0, 0], {}, [[1, 2], 1]],
    ['zero errors switch it off', 0, 3, [0, 0, 0], { consecutiveErrors: 0 }, [[0, 1, 2], 0]],
  ])('%s', (_, now, size, failing, more, expected) => {
    expect(healthyAt(now, size, failing, more)).toEqual(expected);
  });

  test('is forgiven after a success, and stays out longer each time', () => {
    const outliers = new OutlierDetection(2, settings);
    const fail = (now: number) => {
      outliers.record(0, false, now);
    };
    fail(0);
    outliers.record(0, true, 0);
    fail(0);
    expect(outliers.healthy(0)).toEqual([0, 1]);
    fail(0);
    expect(outliers.healthy(99)).toEqual([1]);
    fail(100);
    expect(outliers.healthy(100)).toEqual([0, 1]);
    fail(100);
    expect(outliers.healthy(299)).toEqual([1]);
    expect(outliers.healthy(300)).toEqual([0, 1]);
    expect(outliers.ejections).toBe(2);
  });

  test('is never left out without settings', () => {
    const outliers = new OutlierDetection(2, undefined);
    outliers.record(0, false, 0);
    expect([outliers.healthy(0), outliers.ejections]).toEqual([[0, 1], 0]);
  });
});
