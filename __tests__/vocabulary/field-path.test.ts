import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  FieldPath,
  isWithin,
  readPath,
  writtenPath,
  type PathSegment,
} from '../../lib/vocabulary/field-path';

const cases: readonly [string, readonly PathSegment[]][] = [
  ['', []],
  ['spec.http[0].route[1].weight', ['spec', 'http', 0, 'route', 1, 'weight']],
  ['metadata.labels["app.kubernetes.io/name"]', ['metadata', 'labels', 'app.kubernetes.io/name']],
  ['spec.patch.value.typed_config.@type', ['spec', 'patch', 'value', 'typed_config', '@type']],
  ['data["a\\"b"]', ['data', 'a"b']],
];

test.each(cases)('the path %s', (text, segments) => {
  expect(writtenPath(segments)).toBe(text);
  expect(readPath(text)).toEqual(segments);
});

test('every path is read as it was written', () => {
  const path = fc.array(fc.oneof(fc.string(), fc.nat(99), fc.constantFrom('spec', '$ref', '@type', 'a-b')));
  fc.assert(
    fc.property(path, (segments) => {
      expect(readPath(writtenPath(segments))).toEqual(segments);
      const field = segments.reduce((one, key) => one.child(key), FieldPath.root);
      expect(field.toString()).toBe(writtenPath(segments));
    }),
  );
});

test('what is no path is one key', () => {
  expect(readPath('a b')).toEqual(['a b']);
});

test.each([
  ['spec.http[0]', 'spec', true],
  ['spec.http[0]', 'spec.http', true],
  ['spec', 'spec', true],
  ['spec', '', true],
  ['specific', 'spec', false],
  ['spec', 'spec.http', false],
])('%s lies within %s: %s', (path, ancestor, within) => {
  expect(isWithin(path, ancestor)).toBe(within);
});
