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
