import { describe, expect, test } from '@jest/globals';
import type { Deferred } from '../../lib/values/chart-value';
import { ChartValues } from '../../lib/values/chart-values';
import { expressionOf } from '../../lib/values/expression';
import { HelmExpressions } from '../../lib/values/helm-expression';
import { helmScalar } from '../../lib/values/helm-scalar';
import { format, RELEASE } from '../../lib/values/operators';

const values = new ChartValues();
const text = values.string('text', { default: 'a', description: 'Any text' });
const key = values.string('key', { default: 'a', pattern: '^[A-Za-z0-9_.:/-]+$', description: 'A key' });
const { name } = RELEASE;
const long =
  'a "text" that is so long that it reads better in a block of its own, whatever is computed in it:';

const printed = (scalar: Deferred<string>): string =>
  helmScalar(expressionOf(scalar), 2, {
    expressions: new HelmExpressions('chart'),
    scope: { root: '.', loops: new Map() },
  });

describe('a text that is computed in parts is printed', () => {
  test.each([
    ['plain, where it is a name', format`${name}-config`, '{{ .Release.Name }}-config'],
    ['in quotes, where it is short', format`"${name}"!`, '{{ printf "\\"%s\\"!" .Release.Name | quote }}'],
    [
      'as it reads, where it has lines',
      format`{\n  "${name}": 1\n}\n`,
      '|\n    {\n      "{{ .Release.Name }}": 1\n    }',
    ],
    ['as it reads, where its line is long', format`${long} ${key}.`, `|-\n    ${long} {{ .Values.key }}.`],
    [
      'with what would be an action',
      format`{{ ${name}\n{{ a }}`,
      '|-\n    {{ "{{" }} {{ .Release.Name }}\n    {{ "{{" }} a }}',
    ],
    [
      'in quotes, where a value may have lines of its own',
      format`a\n${text}\n`,
      '{{ printf "a\\n%s\\n" .Values.text | quote }}',
    ],
    [
      'in quotes, where it ends in blanks',
      format`a\n${name} `,
      '{{ printf "a\\n%s " .Release.Name | quote }}',
    ],
    [
      'in quotes, where a brace would join an action',
      format`a\n{${name}}\n`,
      '{{ printf "a\\n{%s}\\n" .Release.Name | quote }}',
    ],
  ])('%s', (_how, scalar, yaml) => {
    expect(printed(scalar)).toBe(yaml);
  });
});
