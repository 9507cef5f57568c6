import { describe, expect, test } from '@jest/globals';
import { chartReadme } from '../../lib/emit/chart-readme';
import { ChartValues } from '../../lib/values/chart-values';
import type { JsonObject } from '../../lib/vocabulary/json';

const about = { name: 'shop', description: 'Sells things.', release: 'shop', namespace: 'market' };

/** The rows of the tables, without their headings. */
function rows(readme: string): string[] {
  return readme.split('\n').filter((line) => /^\| (?!Key |---)/.test(line));
}

/** The row of a single value. */
function rowOf(key: string, value: unknown, description: string): string | undefined {
  const values = new ChartValues();
  values.object(key, { default: value as JsonObject, description });
  return rows(chartReadme({ ...about, values }))[0];
}

describe('the README of a chart', () => {
  test('says how it is installed, and what its values are', () => {
    const values = new ChartValues();
    const orders = values.at('orders', 'The orders service');
    orders.at('image', 'Its image').string('tag', { default: 'v1', description: 'Tag' });
    values.boolean('enabled', { default: true, description: 'Installs the shop' });
    orders.integer('replicas', { default: 2, minimum: 1, maximum: 9, description: 'Pods' });
    orders.number('share', { default: 0.5, description: 'Share of the requests' });
    orders.intOrString('unavailable', { default: '25%', description: 'Pods that may be missing' });
    orders.list('hosts', { default: ['*'], items: { type: 'string' }, description: 'Names; `*` for all' });
    values.at('pods').map('labels', { default: {}, values: { type: 'string' }, description: 'Labels' });
    values.at('empty', 'Nothing is declared here');
    values.object('resources', { default: { limits: { cpu: '1' } }, description: 'Of all pods' });
    const sections = [{ title: 'Upgrade', text: 'Read the `CHANGELOG`.\n\n- First.\n' }];
    expect(chartReadme({ ...about, values, sections })).toMatchSnapshot();
  });

  test('has no headings of groups, nor an empty table, where nothing is to be said', () => {
    const none = chartReadme({ ...about, values: new ChartValues() });
    expect(none).toMatch(/## Values\n$/);
    const values = new ChartValues();
    values.at('a').string('b', { default: '', description: '' });
    expect(chartReadme({ ...about, values })).toMatch(
      /## Values\n\n### a\n\n\| Key \| .*\n\| --- \| .*\n\| a\.b \| string \| `""` \| {2}\|\n$/,
    );
  });

  test.each<[string, string]>([
    ['a | b', 'a \\| b.'],
    ['`a | b`', '`a \\| b`.'],
    ['a \\| b', 'a \\| b.'],
    ['a \\\\| b', 'a \\\\\\| b.'],
    ['a\nb\r\n\n c', 'a b c.'],
    ['<b> & `<release>-x` <', '&lt;b> & `<release>-x` &lt;.'],
    ['``a ` <b>`` <c>', '``a ` <b>`` &lt;c>.'],
    ['`open <b>', '`open &lt;b>.'],
    ['*, `*` -- {{ x }}!', '*, `*` -- {{ x }}!'],
  ])('keeps a description in its cell: %j', (description, expected) => {
    expect(rowOf('it', {}, description)).toBe(`| it | object | \`{}\` | ${expected} |`);
  });

  test.each<[unknown, string]>([
    ['', '`""`'],
    [null, '`null`'],
    [['a', { b: 1.5 }], '`["a",{"b":1.5}]`'],
    ['a|b', '`"a\\|b"`'],
    ['\\|', '`"\\\\\\|"`'],
    ['a\n\t"', '`"a\\n\\t\\""`'],
    ['<&>', '`"<&>"`'],
    ['`x` ``y``', '```"`x` ``y``"```'],
    ['\u0085\u2028\u00a0', '`"\\u0085\\u2028\\u00a0"`'],
  ])('prints a default as code: %j', (value, expected) => {
    expect(rowOf('it', value, 'x')).toBe(`| it | object | ${expected} | x. |`);
  });

  test.each<[string, string]>([
    ['a.b', '"a.b"'],
    ['a b', '"a b"'],
    ['a|b', 'a\\|b'],
    ['<a>', '&lt;a>'],
    ['\na\t\tb\n', 'a b'],
  ])('prints the key %j as helm-docs does', (key, expected) => {
    expect(rowOf(key, {}, 'x')).toBe(`| ${expected} | object | \`{}\` | x. |`);
  });
});
