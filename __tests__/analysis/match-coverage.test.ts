import { describe, expect, test } from '@jest/globals';
import { coversConnection, coversHttp, sameMatch } from '../../lib/analysis/match-coverage';
import type { JsonObject } from '../../lib/vocabulary/json';

type Row = readonly [wider: JsonObject, narrower: JsonObject, covers: boolean];

/** What holds of a match of a text, wherever it stands. */
const texts: readonly Row[] = [
  [{ exact: 'a' }, { exact: 'a' }, true],
  [{ exact: 'a' }, { exact: 'b' }, false],
  [{ exact: 'a' }, { prefix: 'a' }, false],
  [{ prefix: 'a' }, { exact: 'ab' }, true],
  [{ prefix: 'a' }, { prefix: 'ab' }, true],
  [{ prefix: 'ab' }, { prefix: 'a' }, false],
  [{ prefix: 'a' }, { regex: 'ab' }, false],
  [{ regex: '.*' }, { prefix: 'a' }, true],
  [{ regex: 'a.' }, { exact: 'ab' }, true],
  [{ regex: 'a.' }, { exact: 'abc' }, false],
  [{ regex: 'a.' }, { exact: 'cab' }, false],
  [{ regex: 'a|b' }, { exact: 'bc' }, false],
  [{ regex: 'a.' }, { prefix: 'ab' }, false],
  [{ regex: 'a.' }, { regex: 'a.' }, true],
  [{ regex: 'a.' }, { regex: 'ab' }, false],
  [{ regex: '(' }, { exact: '(' }, false],
];

describe.each(['uri', 'scheme', 'method', 'authority'])('a match of the %s', (field) => {
  test.each(texts)('%j covers %j: %s', (wider, narrower, covers) => {
    expect(coversHttp({ [field]: wider }, { [field]: narrower })).toBe(covers);
    expect(coversHttp({ [field]: wider }, {})).toBe('regex' in wider && wider['regex'] === '.*');
    expect(coversHttp({}, { [field]: narrower })).toBe(true);
  });
});

describe.each(['headers', 'queryParams'])('a match of %s', (field) => {
  test.each(texts)('%j covers %j: %s', (wider, narrower, covers) => {
    expect(coversHttp({ [field]: { a: wider } }, { [field]: { a: narrower } })).toBe(covers);
  });

  test.each([
    [{ a: {} }, { a: { exact: 'b' } }, true],
    [{ a: null }, { a: { exact: 'b' } }, true],
    [{ a: {} }, { b: {} }, false],
    [{ a: {} }, {}, false],
    [{ a: { exact: 'b' } }, { a: {} }, false],
    [{ a: {}, b: {} }, { a: {} }, false],
    [{}, { a: {} }, true],
  ])('%j covers %j: %s', (wider, narrower, covers) => {
    expect(coversHttp({ [field]: wider }, { [field]: narrower })).toBe(covers);
  });
});

describe('a match of requests', () => {
  test.each<Row>([
    [{ uri: { prefix: '/' } }, {}, true],
    [{ uri: { prefix: '/' } }, { uri: { regex: 'a' } }, true],
    [{ method: { prefix: '/' } }, { method: { exact: 'a' } }, false],
    [{ uri: { prefix: '/A' }, ignoreUriCase: true }, { uri: { exact: '/aB' } }, true],
    [{ uri: { prefix: '/A' } }, { uri: { exact: '/aB' } }, false],
    [{ uri: { prefix: '/a' } }, { uri: { exact: '/a' }, ignoreUriCase: true }, false],
    [{ uri: { prefix: '/A' }, ignoreUriCase: true }, { uri: { prefix: '/a' }, ignoreUriCase: true }, true],
    [{ uri: { regex: '/A' }, ignoreUriCase: true }, { uri: { exact: '/a' } }, false],
    [{ uri: { regex: '/a' }, ignoreUriCase: true }, { uri: { exact: '/a' } }, true],
    [{ withoutHeaders: { a: {} } }, {}, false],
    [{ withoutHeaders: { a: {} } }, { withoutHeaders: { b: {} } }, false],
    [{ withoutHeaders: { a: {} } }, { withoutHeaders: { a: {}, b: {} } }, true],
    [{ withoutHeaders: { a: { exact: 'ab' } } }, { withoutHeaders: { a: { prefix: 'a' } } }, true],
    [{ withoutHeaders: { a: { prefix: 'a' } } }, { withoutHeaders: { a: { exact: 'ab' } } }, false],
    [{}, { withoutHeaders: { a: {} } }, true],
  ])('%j covers %j: %s', (wider, narrower, covers) => {
    expect(coversHttp(wider, narrower)).toBe(covers);
  });
});

describe.each([
  ['requests', coversHttp],
  ['connections', coversConnection],
])('where %s come from', (_about, covering) => {
  test.each<Row>([
    [{ port: 80 }, { port: 80 }, true],
    [{ port: 80 }, { port: 81 }, false],
    [{ port: 80 }, {}, false],
    [{}, { port: 80 }, true],
    [{ sourceNamespace: 'a' }, { sourceNamespace: 'a' }, true],
    [{ sourceNamespace: 'a' }, { sourceNamespace: 'b' }, false],
    [{ sourceNamespace: 'a' }, {}, false],
    [{}, { sourceNamespace: 'a' }, true],
    [{ gateways: ['a', 'b'] }, { gateways: ['a'] }, true],
    [{ gateways: ['a'] }, { gateways: ['a', 'b'] }, false],
    [{ gateways: ['a'] }, { gateways: [] }, false],
    [{ gateways: ['a'] }, {}, false],
    [{}, { gateways: ['a'] }, true],
    [{ sourceLabels: { a: 'b' } }, { sourceLabels: { a: 'b', c: 'd' } }, true],
    [{ sourceLabels: { a: 'b' } }, { sourceLabels: { a: 'c' } }, false],
    [{ sourceLabels: { a: 'b', c: 'd' } }, { sourceLabels: { a: 'b' } }, false],
    [{ sourceLabels: { a: 'b' } }, {}, false],
    [{}, { sourceLabels: { a: 'b' } }, true],
  ])('%j covers %j: %s', (wider, narrower, covers) => {
    expect(covering(wider, narrower)).toBe(covers);
  });
});

describe('a match of connections', () => {
  test.each<Row>([
    [{ sniHosts: ['*.a.org'] }, { sniHosts: ['b.a.org'] }, true],
    [{ sniHosts: ['*.a.org', 'c.org'] }, { sniHosts: ['b.a.org', 'c.org'] }, true],
    [{ sniHosts: ['*.a.org'] }, { sniHosts: ['b.a.org', 'c.org'] }, false],
    [{ sniHosts: ['a.org'] }, { sniHosts: ['*.org'] }, false],
    [{ sniHosts: ['a.org'] }, { sniHosts: [] }, false],
    [{ sniHosts: ['a.org'] }, {}, false],
    [{}, { sniHosts: ['a.org'] }, true],
    [{ destinationSubnets: ['10.0.0.0/8'] }, { destinationSubnets: ['10.0.0.0/8'] }, true],
    [{ destinationSubnets: ['10.0.0.0/8'] }, { destinationSubnets: ['10.0.0.0/16'] }, false],
    [{ destinationSubnets: ['10.0.0.0/8'] }, {}, false],
    [{}, { destinationSubnets: ['10.0.0.0/8'] }, true],
  ])('%j covers %j: %s', (wider, narrower, covers) => {
    expect(coversConnection(wider, narrower)).toBe(covers);
  });
});

describe('matches that are the same', () => {
  test.each<Row>([
    [{ name: 'a', port: 80 }, { port: 80, name: 'b' }, true],
    [{ port: 80 }, { port: 80, name: 'b' }, true],
    [{ port: 80 }, { port: 81 }, false],
    [{ port: 80 }, { port: 80, uri: {} }, false],
    [{ port: 80, uri: {} }, { port: 80 }, false],
    [{ uri: { exact: 'a' } }, { uri: { prefix: 'a' } }, false],
    [{ gateways: ['a', 'b'] }, { gateways: ['a', 'b'] }, true],
    [{ gateways: ['a', 'b'] }, { gateways: ['b', 'a'] }, false],
    [{ gateways: ['a'] }, { gateways: ['a', 'b'] }, false],
    [{ gateways: ['a'] }, { gateways: { 0: 'a', length: 1 } }, false],
    [{ gateways: {} }, { gateways: [] }, false],
    [{ a: null }, { b: null }, false],
  ])('%j and %j: %s', (one, other, areSame) => {
    expect(sameMatch(one, other)).toBe(areSame);
  });
});
