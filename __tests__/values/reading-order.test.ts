import { expect, test } from '@jest/globals';
import { inReadingOrder, jsonInReadingOrder } from '../../lib/values/reading-order';

test.each([
  ['an object', ['data', 'spec', 'metadata', 'kind', 'apiVersion']],
  ['metadata', ['generateName', 'annotations', 'labels', 'namespace', 'name']],
  ['a specification', ['paused', 'template', 'selector', 'strategy', 'replicas', 'type']],
  ['a container', ['ports', 'args', 'command', 'imagePullPolicy', 'image', 'name']],
])(
  'the fields of %s come as people write them, those that nobody looks for first at the end',
  (_what, keys) => {
    const [last = '', ...known] = keys;
    const ordered = inReadingOrder(keys.map((key, index) => [key, index]));
    expect(ordered.map(([key]) => key)).toEqual([...known.reverse(), last]);
  },
);

test('fields that are in order, and unknown ones among themselves, stay as they came', () => {
  const fields: [string, number][] = [
    ['kind', 1],
    ['metadata', 2],
    ['z', 3],
    ['a', 4],
  ];
  expect(inReadingOrder(fields)).toBe(fields);
  expect(inReadingOrder([...fields.slice(2), ...fields.slice(0, 2)])).toEqual(fields);
});

test('a manifest is put in order all through, and loses what is undefined', () => {
  const manifest = { spec: [{ ports: [2, 1], name: 'a' }, null], kind: 'Pod', status: undefined };
  const ordered = jsonInReadingOrder(manifest);
  expect(JSON.stringify(ordered)).toBe('{"kind":"Pod","spec":[{"name":"a","ports":[2,1]},null]}');
  expect(ordered).not.toHaveProperty('status');
});
