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

/** Lines that stand only where a condition holds. */
export function guarded(condition: string, indent: number, lines: Lines): Lines {
  return [action(indent, `if ${condition}`), ...lines, action(indent, 'end')];
}

/** Parts one after the other; neighbours under one condition share its block, as a person would write them. */
export function joinedGuards(parts: readonly Lines[]): Lines {
  const joined: Lines = [];
  let open: string | undefined;
  for (const part of parts) {
    const condition = guardOf(part);
    const isShared = condition !== undefined && condition === open;
    if (isShared) joined.pop();
    for (const line of isShared ? part.slice(1) : part) joined.push(line);
    open = condition;
  }
  return joined;
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
