/** A change of a file as guides show it: a block of `diff` whose first line names the file, `+++ main.ts`. */
export interface FileChange {
  readonly file: string;
  /** What is there, and what takes its place. */
  readonly parts: readonly { readonly old: string; readonly replacement: string }[];
}

/** Reads a `diff` block; lines that are only `@@` part what lies apart in the file. */
export function fileChange(block: string): FileChange {
  const [first = '', ...lines] = block.trimEnd().split('\n');
  const file = /^\+\+\+ (\S+)$/.exec(first)?.[1];
  if (file === undefined) throw new Error(`'${first}' names no file; begin a change with '+++ FILE'`);
  const side = (part: string, sign: string) =>
    part
      .split('\n')
      .filter((line) => line === '' || line.startsWith(' ') || line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const parts = lines.join('\n').split(/^@@.*\n/m);
  return {
    file,
    parts: parts.map((part) => {
      const text = part.replace(/\n$/, '');
      return { old: side(text, '-'), replacement: side(text, '+') };
    }),
  };
}

/**
 * The text after a change.
 *
 * @throws Error when what is to be replaced is not there exactly once
 */
export function changedText(text: string, { file, parts }: FileChange): string {
  return parts.reduce((changed, { old, replacement }) => {
    const places = changed.split(old).length - 1;
    if (places !== 1) throw new Error(`${file}: this is there ${places} times, expected once:\n${old}`);
    return changed.replace(old, () => replacement);
  }, text);
}
