import { describe, expect, test } from '@jest/globals';
import { joinedGuards, withoutGuard, wrapped } from '../../lib/values/template-lines';

const long = (operand: string) => `(eq .Values.${operand} "a (quoted) \\" text")`;
const operands = ['first', 'second', 'third'].map(long);

describe('a line whose condition is long has a line for each operand', () => {
  test.each([
    [
      'of `if and`',
      `  {{- if and ${operands.join(' ')} }}`,
      ['  {{- if and', ...operands.map((operand) => `      ${operand}`), '  }}'].join('\n'),
    ],
    [
      'of `if not`',
      `{{- if not or ${operands.join(' ')} }}`,
      ['{{- if not or', ...operands.map((operand) => `    ${operand}`), '}}'].join('\n'),
    ],
  ])('%s', (_what, line, lines) => {
    expect(wrapped(line)).toBe(lines);
  });

  // A line of 120 characters is the longest that stays.
  test.each([
    ['a short condition', `{{- if and .Values.a ${'b'.repeat(96)} }}`],
    ['a long condition of one operand', `{{- if eq ${operands.join(' ')} }}`],
    ['a long loop', `{{- range and ${operands.join(' ')} }}`],
    ['a long text', `and ${operands.join(' ')} }}`],
  ])('but not %s', (_what, line) => {
    expect(wrapped(line)).toBe(line);
  });

  test('from 121 characters on', () => {
    expect(wrapped(`{{- if and .Values.a ${'b'.repeat(97)} }}`)).toBe(
      `{{- if and\n    .Values.a\n    ${'b'.repeat(97)}\n}}`,
    );
  });
});

const a = ['{{- if .a }}', 'a: 1', '{{- end }}'];
const loop = ['{{- if .a }}', '  {{- range .b }}', '  - 1', '  {{- end }}', '{{- end }}'];
const choice = ['{{- if .a }}', 'b: 1', '{{- else }}', 'c: 1', '{{- end }}'];
const inner = ['{{- if .a }}', '{{- if .c }}', 'd: 1', '{{- else }}', 'e: 1', '{{- end }}', '{{- end }}'];
const two = [...a, 'f: 1', ...a];

describe('what stands where the condition before it does not hold is its else', () => {
  const of = (condition: string) => [`{{- if ${condition} }}`, 'b: 1', '{{- end }}'];

  test.each([
    ['.a', 'not .a'],
    ['not .a', '.a'],
    ['or .a .c', 'not (or .a .c)'],
    ['not (or .a .c)', 'or .a .c'],
  ])('%s, then %s', (first, second) => {
    const block = of(first);
    expect(joinedGuards([block, of(second)])).toEqual([
      ...block.slice(0, -1),
      '{{- else }}',
      'b: 1',
      '{{- end }}',
    ]);
  });

  test('but no third condition shares it', () => {
    const joined = joinedGuards([of('.a'), of('not .a'), of('not .a'), of('.a')]);
    expect(joined.filter((line) => line !== 'b: 1')).toEqual([
      ...['{{- if .a }}', '{{- else }}', '{{- end }}'],
      ...['{{- if not .a }}', '{{- else }}', '{{- end }}'],
    ]);
  });
});

describe('neighbours under one condition share its block', () => {
  test.each([
    ['two', [a, a], ['{{- if .a }}', 'a: 1', 'a: 1', '{{- end }}']],
    [
      'three, with blocks of their own',
      [a, loop, inner],
      [...a.slice(0, -1), ...loop.slice(1, -1), ...inner.slice(1)],
    ],
    ['not with something between', [a, ['b: 1'], a], [...a, 'b: 1', ...a]],
    ['not where one has an else', [a, choice, a], [...a, ...choice, ...a]],
    ['not where the block ends before the last line', [two, a], [...two, ...a]],
    [
      'not under different conditions',
      [a, ['{{- if .b }}', 'b: 1', '{{- end }}']],
      [...a, '{{- if .b }}', 'b: 1', '{{- end }}'],
    ],
  ])('%s', (_what, parts, lines) => {
    expect(joinedGuards(parts)).toEqual(lines);
  });
});

describe('under a condition', () => {
  test('a block around all lines that asks for it again goes', () => {
    expect(withoutGuard('.a', a)).toEqual(['a: 1']);
  });

  test.each([
    ['a block of another condition', '.b', a],
    ['a block with an else', '.a', choice],
    ['two blocks', '.a', two],
    ['what is no block', '.a', ['a: 1']],
    ['nothing', '.a', []],
  ])('%s stays', (_what, condition, lines) => {
    expect(withoutGuard(condition, lines)).toEqual(lines);
  });
});
