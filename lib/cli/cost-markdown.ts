import { costTables, differenceTable, pricesLine, type CostTable } from './cost-rows';
import { markdownCell, markdownCode } from './markdown-code';
import type { CostDifference } from '../cost/cost-difference';
import type { CostReport } from '../cost/cost-report';

/** What manifests cost, for a page or a comment. */
export function costMarkdown(report: CostReport, difference?: CostDifference): string {
  const tables = costTables(report).filter(({ rows }) => rows.length > 0);
  return [
    markdownCode(pricesLine(report)),
    ...tables.map(tableMarkdown),
    ...(difference === undefined ? [] : [tableMarkdown(differenceTable(difference))]),
    ...(report.notes.length === 0
      ? []
      : [['### Notes', '', ...report.notes.map((note) => `- ${markdownCode(note)}`)].join('\n')]),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Every cell is a code span, since names and classes are what somebody else wrote. */
function tableMarkdown({ title, head, rows, total }: CostTable): string {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => (cell === '' ? '' : markdownCell(cell))).join(' | ')} |`;
  const rule = `| ${head.map((_, column) => (column === 0 ? '---' : '--:')).join(' | ')} |`;
  return [
    `### ${title.split(',')[0] ?? ''}`,
    '',
    row(head),
    rule,
    ...rows.map(row),
    ...(total === undefined ? [] : [row(total)]),
  ].join('\n');
}
