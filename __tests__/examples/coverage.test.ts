import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { exampleIds } from './manifests';
import { rows } from './rows';
import { scenarios } from './scenarios';

const readme = readFileSync(path.resolve(__dirname, '../../examples/README.md'), 'utf8');

/** The cells of a Markdown table's rows. */
const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

test('every row has its example, and every example promises something', () => {
  const wanted = Object.values(rows).flat();
  expect(new Set(wanted).size).toBe(120);
  expect(wanted.filter((id) => !exampleIds.includes(id))).toEqual([]);
  expect(wanted.filter((id) => scenarios[id] === undefined)).toEqual([]);
});

test("the README's table of coverage is true", () => {
  const [, table = ''] = /<!-- coverage -->\n+([^]*?)\n+<!-- \/coverage -->/.exec(readme) ?? [];
  const routesOf = (ids: readonly string[]): number =>
    ids.reduce((sum, id) => sum + (scenarios[id]?.routes?.length ?? 0), 0);
  const line = (name: string, ids: readonly string[]): readonly string[] => [
    name,
    `${ids.filter((id) => exampleIds.includes(id)).length} of ${ids.length}`,
    `${routesOf(ids)}`,
  ];
  expect(table.split('\n').slice(2).map(cellsOf)).toEqual([
    ...Object.entries(rows).map(([name, ids]) => line(name, ids)),
    line('all', Object.values(rows).flat()),
  ]);
});
