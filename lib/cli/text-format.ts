import { styleText } from 'node:util';
import { countsOf, type CheckReport } from './check-report';
import type { Finding, Severity } from '../analysis/finding';
import type { SourceDocument } from '../mesh/source-document';
import { printableLine } from '../vocabulary/printable';

const COLORS = { error: 'red', warning: 'yellow', info: 'cyan' } as const;

/** The findings for people: by object, each with the lines that it is about and what to do. */
export function textReport({ findings, manifests, color }: CheckReport): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const sources = new Map(
    manifests.map(({ kind, namespace, name, apiVersion, source }) => [
      objectKey({ kind, namespace, name, apiVersion, file: source?.file }),
      source,
    ]),
  );
  const lines: string[] = [];
  const add = (line: string): number => lines.push(printableLine(line));
  let object = '';
  for (const finding of findings) {
    const { code, aliases, severity, path, message, remedy, line, construct } = finding;
    const key = objectKey(finding);
    if (key !== object)
      lines.push(...(object === '' ? [] : ['']), paint('bold', printableLine(headingOf(finding))));
    object = key;
    const known = aliases.length > 0 ? ` (${aliases.join(', ')})` : '';
    lines.push(`  ${paint(COLORS[severity], `${severity} ${code}`)}${known} ${printableLine(path)}`);
    add(`    ${message}`);
    for (const shown of excerptOf(sources.get(key), line))
      lines.push(paint('dim', printableLine(`    ${shown}`)));
    add(`    remedy: ${remedy}`);
    if (construct !== undefined) add(`    construct: ${construct}`);
    lines.push(`    page: event-mesh check --explain ${code}`);
  }
  if (lines.length > 0) lines.push('');
  return [...lines, summaryOf(countsOf(findings), manifests.length), ''].join('\n');
}

type ObjectReference = Pick<Finding, 'kind' | 'namespace' | 'name' | 'apiVersion'> & {
  readonly file?: string | undefined;
};

function objectKey({ kind, namespace, name, apiVersion, file }: ObjectReference): string {
  return [apiVersion, kind, namespace, name, file].join('\n');
}

function headingOf({ kind, namespace, name, file, line }: Finding): string {
  const object = `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
  return file === undefined ? object : `${object}  ${file}${line === undefined ? '' : `:${line}`}`;
}

function excerptOf(source: SourceDocument | undefined, line: number | undefined): readonly string[] {
  if (source === undefined || line === undefined) return [];
  const excerpt = source.excerpt(line).filter(({ text }) => text.trim() !== '');
  const width = String(line + 1).length;
  return excerpt.map(
    (shown) =>
      `${shown.line === line ? '>' : ' '} ${String(shown.line).padStart(width)} | ${shown.text.trimEnd()}`,
  );
}

function summaryOf(counts: Readonly<Record<Severity, number>>, objects: number): string {
  const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
  const { error, warning, info } = counts;
  if (error + warning + info === 0) return `${plural(objects, 'object')}, nothing found`;
  return `${plural(objects, 'object')}: ${plural(error, 'error')}, ${plural(warning, 'warning')}, ${plural(info, 'info')}`;
}
