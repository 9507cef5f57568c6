import { printableLine } from '../vocabulary/printable';

/**
 * A text that somebody else wrote as a code span of Markdown, in which nothing of it is markup, a link or a mention:
 * on one line, between more backticks than it holds itself.
 */
export function markdownCode(text: string): string {
  const line = printableLine(text.replace(/[\t-\r]+/g, ' '));
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // A blank on each side is taken off again; without it a text could not begin or end with a backtick.
  const padded = /^`|`$|^ .*\S.* $/.test(line) || line.trim() === '' ? ` ${line} ` : line;
  return `${fence}${padded}${fence}`;
}

/** The same inside of a table, where a `|` would end the cell. */
export function markdownCell(text: string): string {
  return markdownCode(text).replaceAll('|', '\\|');
}
