import {
  DEFAULT_SCALAR_STYLE_RULES,
  SCALAR_STYLE,
  strTag,
  YAMLException,
  type ScalarStyleRule,
} from 'js-yaml';
import type { ChartValues, Declaration } from '../values/chart-values';
import type { NumberSchema, ValueSchema } from '../values/value-schema';
import { GO_YAML } from '../vocabulary/go-yaml';
import type { Json } from '../vocabulary/json';
import { YamlPrinter } from '../vocabulary/yaml-printer';

/** Columns of a comment, its indentation included. */
const COLUMNS = 110;

/** Bounds from here on keep machines from overflowing; they tell a reader nothing. */
const UNTOLD = 100_000;

/** What stands under a key: values and groups in the order of declaration. */
type Branch = Map<string, Branch | Declaration>;

/**
 * The text of a chart's `values.yaml`: every declared value with its default, under its groups. Descriptions are
 * comments as helm-docs reads them (`# -- …`), with the bounds and the allowed words of the schema; those of groups
 * are plain comments, because helm-docs would take a documented group for one value.
 *
 * @param header what the file says of itself, in lines; they become its first comment
 * @see https://github.com/norwoodj/helm-docs#valuesyaml-metadata
 */
export function valuesFile(values: ChartValues, header: string): string {
  const groups = new Map(
    values.declaredGroups.map(({ path, description }) => [JSON.stringify(path), description]),
  );
  const root = branchOf(values.declared);
  const blocks = [...root].map(([key, entry]) => entryLines([key], entry, groups));
  const heading = header === '' ? [] : [header.split('\n').map((line) => commented(plainWords(line)))];
  return [...heading, ...blocks].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** The description of a value as sentences, with the bounds and allowed words that it does not say itself. */
export function describedValue({ description, schema }: Declaration): string {
  const text = sentence(description);
  const bounds = boundsOf(schema).filter(({ words }) => !words.every((word) => mentions(text, word)));
  return [text, ...bounds.map((bound) => bound.text)].filter((part) => part !== '').join(' ');
}

/** The type of a value, in helm-docs' words. */
export function typeOfValue({ type }: ValueSchema): string {
  const words: Record<ValueSchema['type'], string> = {
    string: 'string',
    integer: 'int',
    number: 'float',
    boolean: 'bool',
    array: 'list',
    map: 'object',
    struct: 'object',
    freeForm: 'object',
    intOrString: 'int/string',
  };
  return words[type];
}

/** Values in the order of the file: a group's own values stand before the groups in it. */
export function inOrderOfFile(declared: readonly Declaration[]): Declaration[] {
  const values = (entry: Branch | Declaration): Declaration[] =>
    entry instanceof Map ? ownFirst(entry).flatMap(([, inside]) => values(inside)) : [entry];
  return [...branchOf(declared).values()].flatMap(values);
}

/** Own values, such as `enabled`, are easily lost behind the groups of a group. */
function ownFirst(branch: Branch): [string, Branch | Declaration][] {
  return [...branch].sort(([, a], [, b]) => Number(a instanceof Map) - Number(b instanceof Map));
}

function branchOf(declared: readonly Declaration[]): Branch {
  const root: Branch = new Map();
  for (const declaration of declared) {
    let branch = root;
    for (const key of declaration.path.slice(0, -1)) {
      const next = (branch.get(key) as Branch | undefined) ?? (new Map() as Branch);
      branch.set(key, next);
      branch = next;
    }
    branch.set(declaration.path.at(-1) as string, declaration);
  }
  return root;
}

/** A value or a group with its comment, indented by the depth of its path. */
function entryLines(
  path: readonly string[],
  entry: Branch | Declaration,
  groups: ReadonlyMap<string, string>,
): string[] {
  const indent = '  '.repeat(path.length - 1);
  const columns = COLUMNS - indent.length;
  const key = path.at(-1) as string;
  if (!(entry instanceof Map)) {
    const lines = [...valueComment(entry, columns), ...yamlLines(key, entry.default)];
    return lines.map((line) => (line === '' ? '' : indent + line));
  }
  const description = sentence(groups.get(JSON.stringify(path)) ?? '');
  const opening = yamlLines(key, {}).map((line) => line.replace(/ \{\}$/, ''));
  return [
    ...[...comment(description, columns), ...opening].map((line) => indent + line),
    ...ownFirst(entry).flatMap(([child, found], index) => [
      ...(found instanceof Map && index > 0 ? [''] : []),
      ...entryLines([...path, child], found, groups),
    ]),
  ];
}

function valueComment(declaration: Declaration, columns: number): string[] {
  const text = describedValue(declaration);
  // helm-docs takes a parenthesis at the beginning for the type.
  const typed = text.startsWith('(') ? `(${typeOfValue(declaration.schema)}) ${text}` : text;
  return text === '' ? [] : comment(typed, columns, '-- ');
}

/** Text as lines of a comment, the first of which begins with a mark. */
function comment(text: string, columns: number, mark = ''): string[] {
  return wrapped(mark + plainWords(text), columns - '# '.length).map(commented);
}

function commented(line: string): string {
  return line === '' || line.startsWith(NO_BREAK) ? `#${line}` : `# ${line}`;
}

const NO_BREAK = '\u00a0';

/**
 * Text that may stand in a comment: on one line, of characters that every YAML library reads, and without what
 * helm-docs reads as an instruction. It takes what stands before ` --` for a key, and drops what says `@ignore`.
 */
function plainWords(text: string): string {
  const line = oneLine(text).replace(/@(?=ignore|raw|default|section|notationType|schema)/g, '@ ');
  return ` ${line}`
    .replace(/ --(?= |$)/g, ' –')
    .replace(/ (?=--)/g, NO_BREAK)
    .replace(/^ /, '');
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]+/gu, ' ').trim();
}

/** A description on one line, with a full stop where it ends without a mark. */
export function sentence(description: string): string {
  const text = oneLine(description);
  return text === '' || /[.!?:…]$/.test(text) ? text : `${text}.`;
}

function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${last} ${word}`;
    else if (word !== '') lines.push(word);
  }
  return lines;
}

/** A sentence about what a value may be, and the words by which a description says it already. */
interface Bound {
  readonly text: string;
  readonly words: readonly string[];
}

function boundsOf(schema: ValueSchema): Bound[] {
  switch (schema.type) {
    case 'string': {
      const { oneOf, maxLength } = schema;
      return [
        ...(oneOf ? [{ text: `One of: ${oneOf.map(quotedWord).join(', ')}.`, words: oneOf }] : []),
        ...(maxLength === undefined
          ? []
          : [{ text: `At most ${maxLength} characters.`, words: [`${maxLength}`] }]),
      ];
    }
    case 'integer':
    case 'number':
      return range(schema);
    case 'boolean':
      return schema.only === undefined ? [] : [{ text: `Only ${schema.only}.`, words: [`${schema.only}`] }];
    case 'array':
      return boundsOf(schema.items).map(ofEach);
    case 'map': {
      const reserved = schema.reservedKeys ?? [];
      const keys = { text: `Reserved keys: ${reserved.map(quotedWord).join(', ')}.`, words: reserved };
      return [...boundsOf(schema.values).map(ofEach), ...(reserved.length > 0 ? [keys] : [])];
    }
    default:
      return [];
  }
}

function ofEach({ text, words }: Bound): Bound {
  return { text: `Each ${text.charAt(0).toLowerCase()}${text.slice(1)}`, words };
}

function range({ minimum = -UNTOLD, maximum = UNTOLD, because }: NumberSchema): Bound[] {
  const [low, high] = [minimum > -UNTOLD, maximum < UNTOLD];
  // Nobody counts below zero where no upper bound makes it a range.
  if (!high && (!low || minimum === 0)) return [];
  const reason = because === undefined ? '' : `: ${because}`;
  const words = [...(low ? [`${minimum}`] : []), ...(high ? [`${maximum}`] : [])];
  const both = minimum === maximum ? `Only ${minimum}` : `${minimum} to ${maximum}`;
  const text = low && high ? both : low ? `At least ${minimum}` : `At most ${maximum}`;
  return [{ text: `${text}${reason}.`, words }];
}

function quotedWord(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : JSON.stringify(word);
}

function mentions(text: string, word: string): boolean {
  return ` ${text} `.split(/[\s`'"(),;:!?]+|\.(?=\s)/).includes(word);
}

/** A key with its value, as lines of YAML. */
function yamlLines(key: string, value: Json): string[] {
  return YAML.document({ [key]: value })
    .slice(0, -1)
    .split('\n');
}

/** Helm's YAML library reads more as numbers, such as `0_9`, than YAML 1.1 and 1.2, which js-yaml looks after. */
const quoteForHelm: ScalarStyleRule = (layout) => {
  const { tag, value } = layout.node;
  if (tag === strTag.tagName && !isTextForHelm(value)) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
};

function isTextForHelm(text: string): boolean {
  try {
    return GO_YAML.resolveImplicitScalarTag(text).tag === strTag;
  } catch (error) {
    if (error instanceof YAMLException) return false;
    throw error;
  }
}

const YAML = new YamlPrinter({
  quoteStyle: 'double',
  scalarStyleRules: [quoteForHelm, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)],
});
