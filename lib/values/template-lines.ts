/** Lines of a template. An action on a line of its own begins with `{{-`, so that it leaves no blank line. */
export type Lines = string[];

/** The blanks before a line at an indent. */
export function pad(indent: number): string {
  return ' '.repeat(indent);
}

/** A line that is an action. */
export function action(indent: number, text: string): string {
  return `${pad(indent)}{{- ${text} }}`;
}

/** A line that prints a text of several lines at an indent. */
export function indented(indent: number, text: string): string {
  return indent === 0 ? `{{ ${text} }}` : action(indent, `${text} | nindent ${indent}`);
}

/** Lines that stand only where a condition holds. */
export function guarded(condition: string, indent: number, lines: Lines): Lines {
  return [action(indent, `if ${condition}`), ...lines, action(indent, 'end')];
}

/**
 * Parts one after the other, as a person would write them: neighbours under one condition share its block, and one where
 * the condition before it does not hold is its `else`.
 */
export function joinedGuards(parts: readonly Lines[]): Lines {
  const joined: Lines = [];
  let open: string | undefined;
  for (const part of parts) {
    const condition = guardOf(part);
    const isShared = condition !== undefined && condition === open;
    const isElse = condition !== undefined && open !== undefined && isOpposite(condition, open);
    if (isShared || isElse) joined.pop();
    if (isElse) joined.push((part[0] as string).replace(/\{\{-.*$/, '{{- else }}'));
    for (const line of isShared || isElse ? part.slice(1) : part) joined.push(line);
    // What follows an `else` is under neither condition.
    open = isElse ? undefined : condition;
  }
  return joined;
}

/** Whether one `if` asks for the contrary of another. */
function isOpposite(one: string, other: string): boolean {
  return contraries(one).includes(other) || contraries(other).includes(one);
}

function contraries(line: string): readonly string[] {
  const condition = line.slice('{{- if '.length, -' }}'.length);
  return [action(0, `if not ${condition}`), action(0, `if not (${condition})`)];
}

/** The lines without a block around all of them that asks for the same condition as what they are put into. */
export function withoutGuard(condition: string, lines: Lines): Lines {
  return guardOf(lines) === action(0, `if ${condition}`) ? lines.slice(1, -1) : lines;
}

/** The `if` of a block, without `else`, that is around all of the lines. */
function guardOf(lines: Lines): string | undefined {
  const first = lines[0]?.trimStart() ?? '';
  if (!first.startsWith('{{- if ')) return undefined;
  let depth = 0;
  const end = lines.findIndex((line) => {
    if (/^\s*\{\{- (if|with|range) /.test(line)) depth += 1;
    if (/^\s*\{\{- end \}\}$/.test(line)) depth -= 1;
    return depth === 0 || (depth === 1 && /^\s*\{\{- else\b/.test(line));
  });
  return end === lines.length - 1 ? first : undefined;
}

/** The longest line that people read without a second look. */
const LONGEST_LINE = 120;

/**
 * A line whose condition is long, with each operand on a line of its own: Go's templates allow line breaks within an
 * action.
 */
export function wrapped(line: string): string {
  if (line.length <= LONGEST_LINE) return line;
  const [, blanks, keyword, condition] = /^(\s*)(\{\{- if(?: not)? )(.*) \}\}$/.exec(line) ?? [];
  if (blanks === undefined || condition === undefined) return line;
  const [operator, ...operands] = words(condition);
  if (operator !== 'and' && operator !== 'or') return line;
  return [
    `${blanks}${keyword ?? ''}${operator}`,
    ...operands.map((operand) => `${blanks}    ${operand}`),
    `${blanks}}}`,
  ].join('\n');
}

/** What a pipeline without pipes is made of: words, texts in quotes, and what stands in parentheses. */
function words(pipeline: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let current = '';
  for (const [token] of pipeline.matchAll(/"(?:[^"\\]|\\.)*"|[\s\S]/g)) {
    if (token === ' ' && depth === 0) {
      found.push(current);
      current = '';
      continue;
    }
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    current += token;
  }
  return [...found, current];
}
