import { describe, expect, test } from '@jest/globals';
import { ChartValues } from '../../lib/values/chart-values';
import { expressionOf, type Tree } from '../../lib/values/expression';
import { HelmExpressions, TOP } from '../../lib/values/helm-expression';
import { HelmTrees } from '../../lib/values/helm-tree';
import { add } from '../../lib/values/arithmetic';
import { and } from '../../lib/values/conditions';
import {
  choose,
  fields,
  forEach,
  format,
  fragment,
  hash,
  ifSet,
  mergeByName,
  spread,
  truncate,
  when,
} from '../../lib/values/operators';
import type { JsonObject } from '../../lib/vocabulary/json';

const values = new ChartValues();
const description = 'For tests';
const on = values.boolean('on', { default: true, description });
const also = values.boolean('also', { default: true, description });
const name = values.string('name', { default: 'x', description });
const big = values.integer('big', { default: 1, maximum: 1_000_000, description });
const small = values.integer('small', { default: 1, maximum: 999_999, description });
const share = values.number('share', { default: 0.5, description });
const port = values.intOrString('port', { default: 80, description });
const list = values.list<string>('list', { default: [], items: { type: 'string' }, description });
const map = values.map<string>('map', { default: {}, values: { type: 'string' }, description });

const printed = (tree: unknown): string =>
  new HelmTrees(new HelmExpressions('shop')).block(expressionOf(tree as Tree), 0, TOP).join('\n');

describe('scalars keep their types whatever the values are', () => {
  test.each<[string, unknown, string]>([
    ['a text is quoted', name, '{{ .Values.name | quote }}'],
    ['a number that may be large is no float', big, '{{ .Values.big | int64 }}'],
    ['a small number is printed as it is', small, '{{ .Values.small }}'],
    ['a sum is an integer', add(big, 1), '{{ add .Values.big 1 }}'],
    ['a fraction is printed by JSON', share, '{{ .Values.share | toJson }}'],
    ['so is what may be a text', port, '{{ .Values.port | toJson }}'],
    ['a flag is printed as it is', on, '{{ .Values.on }}'],
    ['`and` gives one of its operands', and(on, name), '{{ not (not (and .Values.on .Values.name)) }}'],
    ['a short choice', choose(on, 'x', 'y'), '{{ ternary "x" "y" .Values.on | quote }}'],
    ['a name may end in a dash', truncate(name, 8), '{{ .Values.name | trunc 8 | trimSuffix "-" | quote }}'],
    ['a hash does not', truncate(hash(map), 8), '{{ .Values.map | toJson | sha256sum | trunc 8 | quote }}'],
    [
      'what is read back needs its last newline',
      hash(fragment('data', { a: 'x\ny\n' })),
      '{{ include "shop.data" . | printf "%s\\n" | fromYaml | toJson | sha256sum | quote }}',
    ],
    ['an empty map', {}, '{}'],
    ['an empty list', [undefined], '[]'],
    ['null', null, 'null'],
  ])('%s', (_why, scalar, text) => {
    expect(printed({ a: scalar })).toBe(`a: ${text}`);
  });
});

describe('a field that may be absent', () => {
  test.each<[string, unknown, string]>([
    ['text', ifSet(name), 'a: {{ . | quote }}'],
    ['large number', ifSet(big), 'a: {{ . | int64 }}'],
    ['small number', ifSet(small), 'a: {{ . }}'],
    ['number or text', ifSet(port), 'a: {{ . | toJson }}'],
    ['map', ifSet(map), 'a:\n  {{- toYaml . | nindent 2 }}'],
    ['list', ifSet(list), 'a:\n  {{- toYaml . | nindent 2 }}'],
  ])('is looked up once: %s', (_type, tree, lines) => {
    expect(printed({ a: tree })).toMatch(/^\{\{- with \.Values\.\w+ \}\}\n/);
    expect(printed({ a: tree }).split('\n').slice(1, -1).join('\n')).toBe(lines);
  });
});

test.each<[string, unknown, string]>([
  [
    'neighbours under one condition share its block',
    { a: when(on, 1), b: when(on, { c: 2 }), d: when(also, when(on, 'x')) },
    `{{- if .Values.on }}
a: 1
b:
  c: 2
{{- end }}
{{- if and .Values.also .Values.on }}
d: x
{{- end }}`,
  ],
  [
    'a condition on itself that is no one value is no `with`',
    { a: when(and(on, also), and(on, also)) },
    `{{- if and .Values.on .Values.also }}
a: {{ and .Values.on .Values.also }}
{{- end }}`,
  ],
  [
    'a map is left out where nothing of it would be left, asking once',
    { a: { b: when(on, 1) }, c: { d: when(on, 1), e: when(also, 2) } },
    `{{- if .Values.on }}
a:
  b: 1
{{- end }}
{{- if or .Values.on .Values.also }}
c:
  {{- if .Values.on }}
  d: 1
  {{- end }}
  {{- if .Values.also }}
  e: 2
  {{- end }}
{{- end }}`,
  ],
  [
    'a choice of trees, and one too long for a line, has lines for each',
    { a: choose<JsonObject>(on, { b: 1 }, { c: 2 }), d: choose(on, 'x'.repeat(50), 'y'.repeat(50)) },
    `{{- if .Values.on }}
a:
  b: 1
{{- else }}
a:
  c: 2
{{- end }}
{{- if .Values.on }}
d: ${'x'.repeat(50)}
{{- else }}
d: ${'y'.repeat(50)}
{{- end }}`,
  ],
  [
    'an element leads by a field that is always there',
    [{ value: when(on, 'x'), key: 'b' }, when(on, 'c'), [1, 2]],
    `- key: b
  {{- if .Values.on }}
  value: x
  {{- end }}
{{- if .Values.on }}
- c
{{- end }}
- - 1
  - 2`,
  ],
  [
    'an element that begins with an action has its dash on a line of its own',
    [{ value: when(on, 'x'), other: when(also, 'y') }, fragment('part', { e: 1 })],
    `{{- if or .Values.on .Values.also }}
-
  {{- if .Values.on }}
  value: x
  {{- end }}
  {{- if .Values.also }}
  other: 'y'
  {{- end }}
{{- end }}
-
  {{- include "shop.part" . | nindent 2 }}`,
  ],
  [
    'a spread list is nothing where it is empty',
    ['a', spread(list), when(on, spread(list))],
    `- a
{{- with .Values.list }}
{{ toYaml . }}
{{- end }}
{{- if .Values.on }}
{{- with .Values.list }}
{{ toYaml . }}
{{- end }}
{{- end }}`,
  ],
  [
    'a loop names what its body needs: the dot, or the key, or what a loop inside hides',
    {
      dots: forEach(list, (item) => item.value),
      keys: forEach(map, (item) => ({ key: item.key, value: item.value }), 'setting'),
      loops: forEach(
        list,
        (outer) => ({
          of: outer.value,
          all: forEach(map, (inner) => format`${inner.key}${outer.value}`, 'it'),
        }),
        'it',
      ),
    },
    `{{- if .Values.list }}
dots:
  {{- range .Values.list }}
  - {{ . | quote }}
  {{- end }}
{{- end }}
{{- if .Values.map }}
keys:
  {{- range $settingKey, $setting := .Values.map }}
  - key: {{ $settingKey | quote }}
    value: {{ $setting | quote }}
  {{- end }}
{{- end }}
{{- if .Values.list }}
loops:
  {{- range $it := .Values.list }}
  - of: {{ $it | quote }}
    {{- if $.Values.map }}
    all:
      {{- range $it2Key, $it2 := $.Values.map }}
      - {{ printf "%v%s" $it2Key $it | quote }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}`,
  ],
  [
    'parts of a map stand one after the other',
    fields(
      undefined,
      { a: 1 },
      map,
      when(on, fields(map)),
      choose<JsonObject>(on, { c: 1 }, { d: 1 }),
      fragment('part', { e: 1 }),
    ),
    `a: 1
{{- with .Values.map }}
{{ toYaml . }}
{{- end }}
{{- if .Values.on }}
{{- with .Values.map }}
{{ toYaml . }}
{{- end }}
{{- end }}
{{- if .Values.on }}
c: 1
{{- else }}
d: 1
{{- end }}
{{ include "shop.part" . }}`,
  ],
  [
    'a merged list is nothing where it is empty',
    { env: fragment('merged', mergeByName([fragment('edges', [{ name: 'B' }])])) },
    `{{- with include "shop.merged" . }}
env:
  {{- . | nindent 2 }}
{{- end }}`,
  ],
])('%s', (_what, tree, lines) => {
  expect(printed(tree)).toBe(lines);
});
