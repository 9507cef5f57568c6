import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { PlainYaml } from '../../lib/mesh/plain-yaml';
import { GO_YAML } from '../../lib/vocabulary/go-yaml';

function plain(text: string): unknown {
  return new PlainYaml(text).document(0, text.length);
}

/** What js-yaml reads; a text if it refuses. */
function general(text: string): unknown {
  try {
    return load(text, { schema: GO_YAML });
  } catch (error) {
    return String(error);
  }
}

/** Parts of lines that mean something to YAML, or nearly do. */
const parts = fc.constantFrom(
  ...[
    'a',
    'b',
    'on',
    'null',
    'y',
    'key',
    '80',
    '0777',
    '1e3',
    '-1',
    '.5',
    '1_0',
    '0x',
    '__proto__',
    'toString',
  ],
  ...[
    ': ',
    ':',
    ' :',
    '- ',
    '-',
    '#',
    ' # ',
    '|',
    '|-',
    '|+',
    '>',
    '"',
    "'",
    '\\',
    '{}',
    '[]',
    '[',
    '}',
    ',',
  ],
  ...[
    '&a',
    '*a',
    '!t',
    '<<',
    '?',
    '%',
    '@',
    '...',
    '---',
    '/',
    '$',
    'x y',
    '[a, "b"]',
    '["x y",z ]',
    '[ on]',
    "it's",
    'é',
    '\t',
    '\r',
    '=',
    '~',
    ' ',
  ],
);
const indents = fc.constantFrom('', ' ', '  ', '  ', '    ', '      ');
const starts = fc.constantFrom(
  'a: ',
  'b: ',
  'c:',
  'd: |',
  'e: |-',
  '- ',
  '- a: ',
  '- b:',
  '-   c: ',
  '',
  '# ',
);
const lines = fc
  .tuple(
    indents,
    starts,
    fc.array(parts, { maxLength: 3 }),
    fc.constantFrom('\n', '\n', '\n', '', ' \n', '\n\n'),
  )
  .map(([indent, start, words, end]) => `${indent}${start}${words.join('')}${end}`);
const texts = fc
  .tuple(fc.constantFrom('', '---\n', '--- ', '# c\n'), fc.array(lines, { minLength: 1, maxLength: 8 }))
  .map(([start, body]) => `${start}${body.join('')}\n`);

/** Documents without anything unusual. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, tie('scalar'), tie('map'), tie('list'), tie('block')),
  scalar: fc.constantFrom(
    ' 80',
    ' text',
    ' "80"',
    " 'x: y'",
    ' on',
    '',
    ' x # comment',
    ' {}',
    ' ["ALL", on, x.y]',
    ' []',
    ' a:b',
    ' 100m',
  ),
  block: fc.constantFrom(' |\n@@line\n@@  deeper\n\n@@# last', ' |-\n@@one\n@@two\n'),
  map: fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c.d/e', 'long-key', '_f'), tie('value')), {
      selector: ([key]) => key,
      minLength: 1,
      maxLength: 3,
    })
    .map((fields) => fields.map(([key, field]) => `\n@@${key}:${indented(String(field))}`).join('')),
  list: fc
    .array(fc.oneof(tie('scalar'), tie('map')), { minLength: 1, maxLength: 3 })
    .map((items) => items.map((item) => `\n@@-${indented(String(item)).replace(/^\n@@@@/, ' ')}`).join('')),
}));

function indented(text: string): string {
  return text.replaceAll('@@', '@@@@');
}

describe('the plain style', () => {
  test('is read as js-yaml reads it, or left to it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = plain(text);
        if (found !== undefined) expect(found).toEqual(general(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('is read as js-yaml reads it, with all that it has', () => {
    fc.assert(
      fc.property(value, (body) => {
        const text = `a:${String(body).replaceAll('@@', '  ')}\n`;
        const found = plain(text);
        if (found !== undefined) expect(found).toEqual(general(text));
      }),
      { numRuns: 500 },
    );
  });

  test('is that of printed manifests', () => {
    const text = [
      '---',
      '# Source: shop/templates/web.yaml',
      'kind: Deployment',
      'metadata:',
      '  labels: {}',
      '  annotations:',
      '    note: "80"',
      'spec:',
      '  args:',
      '  - -c # a comment',
      '  - name: http',
      '    ports: [] ',
      '',
      '  script: |-',
      '    set -e',
      '',
      "      echo 'a: b'",
      '  replicas: 2',
      '  empty:',
      '',
    ].join('\n');
    expect(plain(text.replace('-c', 'c'))).toEqual({
      kind: 'Deployment',
      metadata: { labels: {}, annotations: { note: '80' } },
      spec: {
        args: ['c', { name: 'http', ports: [] }],
        script: "set -e\n\n  echo 'a: b'",
        replicas: 2,
        empty: null,
      },
    });
  });

  test.each([
    'a: &x 1\n',
    'a: *x\n',
    'a: b\n  c\n',
    'a: 1\na: 2\n',
    'a: [1]\n',
    'a: [x: y]\n',
    'a: >\n  folded\n',
    'yes: 1\n',
    '__proto__: 1\n',
    'a: "\\n"\n',
    'a: é\n',
    'a: b: c\n',
    'a: 1',
    '- a\n',
    '',
  ])('does not have %j', (text) => {
    expect(plain(text)).toBeUndefined();
  });
});
