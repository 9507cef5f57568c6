import { describe, expect, test } from '@jest/globals';
import { UnreadableManifests, yamlManifests } from '../../lib/mesh/yaml-manifests';
import { readPath } from '../../lib/vocabulary/field-path';

const text = `# a comment before all
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  ports:
    - port: 80
      name: http
    - { port: 81, name: "metrics" }
---
# nothing here
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Namespace
    metadata: {name: shop}
  - apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
      labels:
        app.kubernetes.io/name: web
`;

/** Ten lists, each of which names the one before it two hundred times. */
const bomb = Array.from({ length: 10 }, (_, level) =>
  level === 0 ? 'a0: &a0 [x]' : `a${level}: &a${level} [${`*a${level - 1},`.repeat(200)}]`,
).join('\n');

describe('reading manifests', () => {
  const manifests = yamlManifests(text, 'shop.yaml', 'default');

  test('finds the objects of all documents and lists, each in its namespace', () => {
    expect(manifests.map(({ type, namespace, name }) => [type, namespace, name])).toEqual([
      ['/Service', 'shop', 'web'],
      ['/Namespace', '', 'shop'],
      ['apps/Deployment', 'default', 'web'],
    ]);
  });

  test.each([
    [0, 'kind', 4],
    [0, 'spec.ports[0].name', 11],
    [0, 'spec.ports[1].name', 12],
    [0, 'spec.ports[1].targetPort', 12],
    [0, 'spec.selector', 8],
    [1, 'metadata.name', 21],
    [2, 'metadata.labels["app.kubernetes.io/name"]', 27],
    [2, '', 22],
  ])('object %i has %s on line %i', (index, path, line) => {
    expect(manifests[index]?.source?.lineOf(readPath(path))).toBe(line);
  });

  test('reads texts as the API server does', () => {
    const [manifest] = yamlManifests(
      'apiVersion: v1\nkind: X\nspec: {a: yes, b: 0777, c: 12:30}',
      'x',
      'default',
    );
    expect(manifest?.spec).toEqual({ a: true, b: 511, c: '12:30' });
  });

  test.each([
    ['no YAML', 'apiVersion: v1\nkind: Pod\n---\na: [1', /^x\.yaml:4:\d+: /],
    ['a duplicate key', 'a: 1\nb: 2\na: 3', /^x\.yaml:3:\d+: duplicated mapping key/],
    [
      'no Kubernetes object',
      'apiVersion: v1\nkind: Pod\n---\nname: web',
      /^x\.yaml:4:1: found an object without apiVersion/,
    ],
    ['a text', 'just words', /^x\.yaml:1:1: found no object/],
    ['an alias bomb', bomb, /^x\.yaml:/],
  ])('refuses %s with its place', (_, bad, message) => {
    expect(() => yamlManifests(bad, 'x.yaml', 'default')).toThrow(UnreadableManifests);
    expect(() => yamlManifests(bad, 'x.yaml', 'default')).toThrow(message);
  });

  test('names the mistakes of all documents', () => {
    try {
      yamlManifests('a: [\n---\nb: {', 'x.yaml', 'default');
      throw new Error('was read');
    } catch (error) {
      expect((error as UnreadableManifests).mistakes).toHaveLength(2);
    }
  });

  const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';
  const names = (yaml: string) =>
    yamlManifests(yaml, 'x.yaml', 'default').map(
      ({ kind, name, source }) => `${kind} ${name} ${source?.lineOf([])}`,
    );

  test.each([
    ['nothing', '', []],
    ['blanks and comments', ' \t\n# a: [\n  # b\r\n\n', []],
    ['a comment without an end', '# a: [', []],
    ['null', 'null\n', []],
    ['one', POD, ['Pod a 1']],
    [
      'separators with more behind',
      `--- # first\n${POD}---\t\n${POD}---\r\n${POD}`,
      ['Pod a 2', 'Pod a 6', 'Pod a 10'],
    ],
    [
      'what only looks like a separator',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: "x ---"}\n',
      ['Pod x --- 1'],
    ],
    ['a list of a kind', `apiVersion: v1\nkind: PodList\nitems: [{apiVersion: v1, kind: Pod}]`, ['Pod  3']],
    [
      'a list in a list',
      `kind: List\nitems:\n- kind: List\n  items: [{apiVersion: v1, kind: Pod}]`,
      ['Pod  4'],
    ],
    ['a kind that is called so', 'apiVersion: a/v1\nkind: Listing\nitems: []', ['Listing  1']],
    ['a List without items', 'apiVersion: v1\nkind: List', ['List  1']],
    ['a kind with items', 'apiVersion: a/v1\nkind: Order\nitems: []', ['Order  1']],
  ])('reads %s', (_, yaml, expected) => {
    expect(names(yaml)).toEqual(expected);
  });

  test.each([
    [
      'a document behind others',
      `${POD}---\n# c\n---\nname: web`,
      /^x\.yaml:7:1: found an object without apiVersion/,
    ],
    [
      'an item',
      'kind: List\nitems:\n- {apiVersion: v1, kind: Pod}\n- just words',
      /^x\.yaml:4:1: found no object/,
    ],
    ['a separator that is none', `${POD}---x`, /^x\.yaml:/],
    [
      'items that are no object',
      '- apiVersion: v1\n  kind: PodList\n  items: []',
      /^x\.yaml:1:1: found no object/,
    ],
  ])('refuses %s with its line', (_, yaml, message) => {
    expect(() => names(yaml)).toThrow(message);
    expect(() => names(yaml)).toThrow(expect.objectContaining({ name: 'UnreadableManifests' }));
  });

  test('hands on what is no mistake of the text', () => {
    expect(() => yamlManifests(undefined as unknown as string, 'x.yaml', 'default')).toThrow(TypeError);
  });
});
