import { describe, expect, test } from '@jest/globals';
import { ChartValues } from '../../lib/values/chart-values';
import { expressionOf, type Tree } from '../../lib/values/expression';
import { isNameLike, isPlainText } from '../../lib/values/plain-text';
import { add } from '../../lib/values/arithmetic';
import {
  base64,
  CHART,
  choose,
  forEach,
  format,
  fragment,
  lower,
  orDefault,
  RELEASE,
  truncate,
} from '../../lib/values/operators';

const values = new ChartValues();
const description = 'For tests';
const on = values.boolean('on', { default: true, description });
const text = values.string('text', { default: '', description });
const label = values.string('label', { default: 'a', pattern: '^[a-z0-9]+$', description });
const optional = values.string('optional', { default: '', pattern: '^([a-z0-9]+)?$', description });
const capital = values.string('capital', { default: 'A', pattern: '^[A-Z]+$', description });
const unanchored = values.string('unanchored', { default: 'a', pattern: '(^[a-z0-9])', description });
const count = values.integer('count', { default: 1, description });
const share = values.number('share', { default: 0.5, description });
const items = values.list<{ name: string; note: string }>('items', {
  default: [],
  items: {
    type: 'struct',
    fields: { name: { type: 'string', pattern: '^[a-z0-9]+$' }, note: { type: 'string' } },
  },
  description,
});
const inLoop: Record<string, unknown> = {};
forEach(items, (item) => {
  for (const field of ['name', 'note'] as const) inLoop[field] = item.field(field);
  return 1;
});
const { name } = RELEASE;

// What is taken for a name is printed without quotes or escapes, whatever the values are.
describe('a name', () => {
  test.each<[string, unknown, boolean]>([
    ['the release', name, true],
    ['its namespace', RELEASE.namespace, true],
    ['the chart', CHART.name, true],
    ['a version, which may read as a number', CHART.version, false],
    ['the version of the application', CHART.appVersion, false],
    ['a value of such a pattern', label, true],
    ['one that may be empty', optional, true],
    ['a value of another pattern', capital, false],
    ['a value of a pattern that begins elsewhere', unanchored, false],
    ['any text', text, false],
    ['such a field of an element', inLoop['name'], true],
    ['another field of an element', inLoop['note'], false],
    ['a word', 'a-1.b', true],
    ['words', 'a b', false],
    ['a capital', 'aB', false],
    ['a sum', add(count, 1), true],
    ['a fraction', share, false],
    ['a name or else a name', orDefault(optional, 'a'), true],
    ['a text or else a name', orDefault(text, 'a'), false],
    ['a name or else a text', orDefault(optional, 'a b'), false],
    ['a choice of names', choose(on, 'a', name), true],
    ['a choice of a name and a text', choose(on, 'a', text), false],
    ['a choice of a text and a name', choose(on, text, 'a'), false],
    ['a part of a name', truncate(name, 5), true],
    ['a part of a text', truncate(text, 5), false],
    ['a name in lower case', lower(name), true],
    ['a text in lower case', lower(text), false],
    ['a text in base 64', base64(text), false],
    ['a name that has a name', fragment('fullname', format`${name}-a`), true],
    ['a text that has a name', fragment('title', format`${text}-a`), false],
    ['names with dashes, dots and slashes between', format`a/${name}-b.${label}`, true],
    ['names with blanks between', format`a ${name}`, false],
    ['a name beside a text', format`a-${text}`, false],
  ])('%s', (_what, tree, expected) => {
    expect(isNameLike(expressionOf(tree as Tree))).toBe(expected);
  });
});

// A dash or dot between letters keeps YAML from reading a number, a date or a boolean.
describe('a text that needs no quotes in YAML', () => {
  test.each<[string, unknown, boolean]>([
    ['names with words between', format`${name}-config`, true],
    ['a name alone, which may be a number', name, false],
    ['a name in a format alone', format`${name}`, false],
    ['a name and a number', format`${name}-1`, false],
    ['a name and a letter', format`${name}-e`, false],
    ['names with capitals between', format`${name}-Config-map`, false],
    ['a text and a word', format`${text}-config`, false],
    ['a part of such a text', truncate(format`${name}-config`), true],
    ['such a text in lower case', lower(format`${name}-config`), true],
    ['a choice of such texts', choose(on, format`${name}-config`, format`${name}-data`), true],
    ['a choice of one and another', choose(on, format`${name}-config`, name), false],
    ['a choice of another and one', choose(on, name, format`${name}-config`), false],
    ['such a text that has a name', fragment('fullname', format`${name}-config`), true],
    ['another that has a name', fragment('name', name), false],
    ['a value', label, false],
  ])('%s', (_what, tree, expected) => {
    expect(isPlainText(expressionOf(tree as Tree))).toBe(expected);
  });
});
