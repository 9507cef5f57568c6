import { describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import { ChartValues } from '../../lib/values/chart-values';
import { isDeferral } from '../../lib/values/expression';
import { add } from '../../lib/values/arithmetic';
import { and, equals, not } from '../../lib/values/conditions';
import {
  CHART,
  fields,
  forEach,
  format,
  fragment,
  hash,
  lower,
  orDefault,
  RELEASE,
  when,
} from '../../lib/values/operators';
import { ConfigError } from '../../lib/vocabulary/config-error';

const values = new ChartValues();
const port = values.at('service').integer('port', { default: 80, description: 'Port' });
const labels = values.map<string>('labels', {
  default: {},
  values: { type: 'string' },
  description: 'Labels',
});
/** What ordinary code makes of a number or a map; the compiler does not stop all of it. */
const leaked = port as unknown as number & Record<string, unknown> & Iterable<unknown>;

describe('a deferred value', () => {
  test.each<[string, () => unknown]>([
    ['reading a field', () => leaked['length']],
    ['calling a method', () => leaked.toFixed()],
    ['string conversion', () => String(leaked)],
    ['string concatenation', () => leaked + '-suffix'],
    ['a template literal', () => `port-${leaked}`],
    ['arithmetic', () => leaked * 2],
    ['comparison', () => leaked < 10],
    ['loose equality', () => leaked == 80],
    ['a property key', () => ({ [leaked]: true })],
    ['Number()', () => Number(leaked)],
    ['Math.max', () => Math.max(leaked, 1)],
    ['JSON.stringify', () => JSON.stringify({ port: leaked })],
    ['spread into a list', () => [...leaked]],
    ['spread into an object', () => ({ ...(leaked as object) })],
    ['Object.assign', () => Object.assign({}, leaked)],
    ['Object.keys', () => Object.keys(leaked)],
    ['Object.entries', () => Object.entries(leaked)],
    [
      'for in',
      () => {
        for (const key in leaked) return key;
        return undefined;
      },
    ],
    [
      'for of',
      () => {
        for (const item of leaked) return item;
        return undefined;
      },
    ],
    ['assignment', () => Object.assign(leaked, { name: 'http' })],
    ['deletion', () => delete leaked['name']],
    ['definition', () => Object.defineProperty(leaked, 'name', { value: 'http' })],
    ['a look at one property', () => Object.getOwnPropertyDescriptor(leaked, 'name')],
  ])('refuses %s, naming its path', (_attempt, use) => {
    expect(use).toThrow(ConfigError);
    expect(use).toThrow(/value 'service\.port' is known only at deploy time/);
  });

  test('refuses to be awaited', async () => {
    await expect((async () => (await (port as unknown as Promise<number>)) + 1)()).rejects.toThrow(
      /value 'service\.port'/,
    );
  });

  test('says what was tried and what to do instead', () => {
    expect(() => `${leaked}`).toThrow(
      "value 'service.port' is known only at deploy time, and reading 'Symbol(Symbol.toPrimitive)' of it needs it " +
        'now; combine it with the operators of cdk8s-event-mesh (format, choose, when, …) or pass it on as it is',
    );
    expect(() => Object.keys(leaked)).toThrow(/and enumerating it needs it now/);
    expect(() => Object.assign(leaked, { a: 1 })).toThrow(/and changing it needs it now/);
  });

  test('can be printed for debugging', () => {
    expect(inspect(port)).toContain("path: [ 'service', 'port' ]");
    expect(inspect({ deep: [port] }, { showProxy: true })).toContain('Proxy');
  });

  test('is told apart from everything else without being read', () => {
    expect(isDeferral(port)).toBe(true);
    expect([undefined, null, 0, 'x', [], {}, new Date()].map(isDeferral)).toEqual(Array(7).fill(false));
    expect(Array.isArray(labels)).toBe(false);
    expect((port as unknown) instanceof ChartValues).toBe(false);
    expect('port' in (labels as object)).toBe(false);
  });
});

describe('what is computed of deferred values', () => {
  test.each<[string, unknown]>([
    ["a deferred 'and' of value 'service.port'", and(port, labels)],
    ["a deferred 'not' of value 'service.port'", not(port)],
    ["a deferred 'equals' of value 'service.port'", equals(port, 1)],
    ["a deferred 'add' of value 'service.port'", add(1, port)],
    ["a deferred 'format' of value 'service.port'", format`port-${port}`],
    ["a deferred 'default' of value 'service.port'", orDefault(port, 1)],
    ["a deferred 'when' of value 'labels'", when(labels, { app: port })],
    ["a deferred 'fields' of value 'service.port'", fields({ app: 'x', port }, labels)],
    ["a deferred 'lower'", lower(RELEASE.name)],
    ["a deferred 'hash' of value 'labels'", hash(labels)],
    ["a deferred 'forEach' of value 'labels'", forEach(labels, (item) => item.key)],
    ["fragment 'environment'", fragment('environment', { port })],
    ['release name', RELEASE.name],
    ['release namespace', RELEASE.namespace],
    ['chart appVersion', CHART.appVersion],
  ])('is called %s', (name, value) => {
    expect(() => String(value)).toThrow(`${name} is known only at deploy time`);
  });
});
