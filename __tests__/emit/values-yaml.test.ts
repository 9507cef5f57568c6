import { describe, expect, test } from '@jest/globals';
import { parseValuesYaml } from '../../lib/emit/values-yaml';
import { ConfigError } from '../../lib/vocabulary/config-error';
import { plainChart, renderedText } from '../fixtures/rendered-chart';

/** Plain scalars that YAML 1.1, YAML 1.2 and Go's library read in different ways. */
const words = String.raw`
  y Y n N yes Yes YES yEs no on On off OFF true True TRUE tRue false null Null NULL nULL ~ nil none undefined
  0 -0 +1 1 007 0777 08 0o17 0O17 0x1F 0X1f -0x10 +0x1 0xG 0b101 -0b1 00.5 123456789012 9007199254740991
  1_000 _1 1_ +_1 -_1 1_.5 .5_0 ._5 -._5 0x_1 0b1_0 1__0 1_0.5 1,000
  1e3 1E3 1e+3 1e-3 1.5e3 .5 5. -.5 +.5 1. 1.e3 .e3 0.1 -0.0 1e e3 1.2.3 0.0001 1e400 -1e400
  .inf -.INF .nan .Inf inf nan NaN
  12:30 12:30:45 190:20:30 1:2 2020-01-01 2020-01-01T00:00:00Z 2020-1-1
  = < << . .. ...x -x *x*x % %x @ ! &a | > , a:b a#b :a a: é 漢字 😀 1é
  "a" 'a' 'it''s' "\u00e9\n" "\x41" {a:1} {"a":1} [] {} [a,]
`
  .trim()
  .split(/\s+/);
const phrases = [
  ...['- x', 'a: b', 'a #b', 'a\tb', '5 6', '[a, b]', '[a, [b]]', '{a: b}', '{a, b}', '{a: }', '[1, yes, ~]'],
  ...['!!str 5', '!!str yes', '!!int "5"', '!!float 1', '!!bool "yes"', '!!null ""', '! 5'],
];
const scalars = [...words, ...phrases];

/** Whole files. */
const files = [
  '',
  '\n\n',
  '# only a comment\n',
  '---\na: 1\n',
  '---\n',
  'a: 1\n...\n',
  '%YAML 1.1\n---\na: yes\n',
  '\ufeffa: 1\n',
  'a: 1\r\nb: |\r\n  x\r\n  y\r\n',
  'a: &x {b: 1}\nc: *x\n',
  'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n',
  'a: &x {b: 1}\ne: &y {f: 2}\nd:\n  <<: [*x, *y]\n  g: 1\n',
  'd:\n  <<: {b: 1}\n',
  'd:\n  "<<": {b: 1}\n',
  'c: *unknown\n',
  'a: |\n  x\n   y\n\n  z\n\n',
  'a: |-\n  x\n',
  'a: |+\n  x\n\n\nb: 1\n',
  'a: >\n  x\n  y\n\n  z\n   w\n',
  'a: |2\n   x\n',
  'a: x\n  y\n\n  z\n',
  'a: "x\n  y"\n',
  'a: "x\\\n  y"\n',
  "a: 'x\n\n  y'\n",
  '1: a\n1.5: b\ntrue: c\nyes: d\nnull: e\n~: f\n0x10: g\n010: h\n',
  '-1: a\n1e3: b\n.5: c\n1_0: d\n',
  '? a\n: b\n',
  '? [a, b]\n: c\n',
  '{a: 1}: b\n',
  '"a b": 1\n\'c\': 2\nd.e/f: 3\n',
  'a:\nb: ~\nc: ""\n',
  'a:\n- 1\n- - 2\n  - 3\n- b: 4\n  c: 5\n-\n',
  'a: [1,\n 2]\n',
  'a: {b: 1,\n  c: 2}\n',
  'a:\n\tb: 1\n',
  'a: 1\n b: 2\n',
  'a: [1\n',
  'a: "x\n',
  'a: b: c\n',
  'a: \u0007\n',
  'a: "\u007f"\n',
  'a: !!str\nb: !!map {c: 1}\n',
  '- 1\n',
  'text\n',
  '5\n',
  'null\n',
  '__proto__: {a: 1}\nconstructor: 2\n',
  'a: 2147483648\nb: -9223372036854775808\nc: 1e21\nd: 0.1\ne: 100000000000000000000\n',
];

const cases = new Map<string, string>([
  ...scalars.map((text): [string, string] => [`as a value: ${text}`, `it: ${text}\n`]),
  ...scalars.map((text): [string, string] => [`in a list: ${text}`, `it:\n- ${text}\n`]),
  ...files.map((text): [string, string] => [`a file: ${JSON.stringify(text)}`, text]),
]);

/** What Helm reads in each text: JSON, or undefined where it refuses it. */
function readByHelm(): Map<string, string | undefined> {
  const numbered = [...cases].map(([what, text], index) => ({ what, file: `${index}.yaml`, text }));
  const chart = new Map([
    ...plainChart(
      '{{ range $path, $text := .Files.Glob "cases/*" }}# {{ base $path }} {{ $text | toString | fromYaml | toJson }}\n{{ end }}',
    ),
    ...numbered.map(({ file, text }): [string, string] => [`cases/${file}`, text]),
  ]);
  const lines = new Map(
    renderedText(chart)
      .split('\n')
      .map((line) => /^# (\d+\.yaml) (.*)$/.exec(line))
      .flatMap((match) => (match ? [[match[1] as string, match[2] as string]] : [])),
  );
  return new Map(
    numbered.map(({ what, file }) => {
      const json = lines.get(file);
      return [what, json?.startsWith('{"Error":') ? undefined : json];
    }),
  );
}

describe('parseValuesYaml', () => {
  const byHelm = readByHelm();

  test.each([...cases])('reads what Helm reads: %s', (what, text) => {
    const helm = byHelm.get(what);
    if (helm === undefined) expect(() => parseValuesYaml(text, 'x.yaml')).toThrow(ConfigError);
    else expect(parseValuesYaml(text, 'x.yaml')).toEqual(JSON.parse(helm === 'null' ? '{}' : helm));
  });

  test.each<[string, string]>([
    ['a: 1\n---\nb: 2\n', 'x.yaml: holds 2 YAML documents, of which Helm reads the first; expected one'],
    ['a: 1\na: 2\n', 'x.yaml:2:1: duplicated mapping key'],
    ['a: !custom x\n', 'x.yaml:1:4: unknown scalar tag !<!custom>'],
    ['a: !!binary aGVsbG8=\n', 'x.yaml:1:4: unknown scalar tag'],
    [
      'a: b\nc: "\u2028"\n',
      'x.yaml:2: holds a character that YAML libraries read in different ways; write it as "\\u2028"',
    ],
    ['a: "\u0085"\n', 'write it as "\\u0085", in double quotes'],
    ['a: \ufeff1\n', 'write it as "\\ufeff", in double quotes'],
  ])('refuses what Helm reads but nobody means: %j', (text, message) => {
    expect(() => parseValuesYaml(text, 'x.yaml')).toThrow(message);
  });

  test.each<[string, string]>([
    ['- 1\n', 'x.yaml: holds a list, expected a map of values'],
    ['text\n', 'x.yaml: holds "text", expected a map of values'],
    ['a: [1\n', 'x.yaml:2:1: deficient indentation'],
    ['a: .inf\n', "'.inf' is no number that JSON can hold"],
  ])('says what is wrong, and where: %j', (text, message) => {
    expect(() => parseValuesYaml(text, 'x.yaml')).toThrow(message);
  });
});
