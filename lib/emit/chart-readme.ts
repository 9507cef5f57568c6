import type { ChartValues, Declaration } from '../values/chart-values';
import { groupBy } from '../vocabulary/group-by';
import { describedValue, inOrderOfFile, sentence, typeOfValue } from './values-file';

/** A section of the README, between the installation and the values. */
export interface ReadmeSection {
  /** The heading, without `#`. */
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}

/** What the README of a chart is made of. */
export interface ReadmeOptions {
  /** The chart's name: the title, and the folder that holds the chart. */
  readonly name: string;
  /** What the chart installs, in a sentence. */
  readonly description: string;
  readonly values: ChartValues;
  /** Name of the release in the examples. */
  readonly release: string;
  /** Namespace of the release in the examples. */
  readonly namespace: string;
  /** @default - none */
  readonly sections?: readonly ReadmeSection[];
}

/** The text of a chart's README.md: how it is installed, and a table of its values as helm-docs makes it. */
export function chartReadme(options: ReadmeOptions): string {
  const { name, description, values, release, namespace, sections = [] } = options;
  const blocks = [
    `# ${name}`,
    description,
    'This file is generated from the declarations of the chart; changes to it are overwritten.',
    '## Install',
    'From the folder that holds the chart:',
    shell(`helm install ${release} ./${name} --namespace ${namespace} --create-namespace`),
    'With values of your own, in a file that names those that differ from `values.yaml`:',
    shell(
      `helm upgrade --install ${release} ./${name} --namespace ${namespace} --create-namespace --values my-values.yaml`,
    ),
    ...sections.flatMap(({ title, text }) => [`## ${title}`, text.trim()]),
    '## Values',
    ...valueTables(values),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function shell(command: string): string {
  return ['```sh', command, '```'].join('\n');
}

/** The values outside of groups, then a heading and a table for each group at the top level. */
function valueTables({ declared, declaredGroups }: ChartValues): string[] {
  const single = declared.filter(({ path }) => path.length === 1);
  const grouped = groupBy(
    declared.filter(({ path }) => path.length > 1),
    ({ path }) => path[0] as string,
  );
  const descriptions = new Map(
    declaredGroups
      .filter(({ path }) => path.length === 1)
      .map(({ path, description }) => [path[0], description]),
  );
  const groups = [...grouped].flatMap(([key, inside]) => [
    `### ${proseIn(key)}`,
    proseIn(sentence(descriptions.get(key) ?? '')),
    table(inside),
  ]);
  return [...(single.length > 0 ? [table(single)] : []), ...groups];
}

function table(declared: readonly Declaration[]): string {
  const rows = inOrderOfFile(declared).map((declaration) => [
    cell(proseIn(declaration.path.map(keyInPath).join('.'))),
    typeOfValue(declaration.schema),
    cell(code(jsonText(declaration))),
    cell(proseIn(describedValue(declaration))),
  ]);
  const lines = [['Key', 'Type', 'Default', 'Description'], ['---', '---', '---', '---'], ...rows];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** As helm-docs prints keys. */
function keyInPath(key: string): string {
  return /[. ]/.test(key) ? `"${key}"` : key;
}

/** The default as JSON on one line, without characters that a reader would not see. */
function jsonText({ default: value }: Declaration): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u00a0\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Inline code, between more backticks than any run of them in it. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${text}${fence}`;
}

/** Markdown on one line in which nothing is HTML; code, between backticks, stays as it is. */
function proseIn(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|[<]/g, (found) => (found === '<' ? '&lt;' : found));
}

/** GitHub's tables take every bar for the end of a cell, in code too, that no backslash stands before. */
function cell(text: string): string {
  return text.replace(/(\\*)\|/g, (bar, slashes: string) =>
    slashes.length % 2 === 0 ? `${slashes}\\|` : bar,
  );
}
