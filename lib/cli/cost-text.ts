import { costTables, differenceTable, pricesLine, type CostTable } from './cost-rows';
import type { CostDifference } from '../cost/cost-difference';
import type { CostReport } from '../cost/cost-report';
import { printableLine } from '../vocabulary/printable';

/** What manifests cost, for people at a terminal. */
export function costText(report: CostReport, difference?: CostDifference): string {
  const tables = costTables(report).filter(({ rows }) => rows.length > 0);
  return [
    printableLine(pricesLine(report)),
    ...tables.map(tableText),
    ...(difference === undefined ? [] : [tableText(differenceTable(difference))]),
    ...(report.notes.length === 0 ? [] : [['Notes', ...report.notes.map(printableLine)].join('\n  ')]),
  ]
    .join('\n\n')
    .concat('\n');
}

/** A table in columns: names to the left, figures to the right. */
function tableText({ title, head, rows, total }: CostTable): string {
  const lines = [head, ...rows, ...(total === undefined ? [] : [total])].map((line) =>
    line.map(printableLine),
  );
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const written = lines.map((line) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return [printableLine(title), ...written.map((line) => `  ${line}`)].join('\n');
}
