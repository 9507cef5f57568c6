/** One simple command of a shell block: its words, without redirections, quotes kept out. */
export type ShellCommand = readonly string[];

/**
 * The simple commands of a block of shell, in their order: lines that end in a backslash are joined, comments, what a
 * quote or `$(…)` holds and the words of loops are no commands.
 */
export function shellCommands(block: string): ShellCommand[] {
  const text = block.replace(/\\\n\s*/g, ' ');
  const commands: string[][] = [];
  let words: string[] = [];
  const end = () => {
    const [first] = words;
    if (first === 'do' || first === 'then') words.shift();
    if (words.length > 0 && !LOOP_WORDS.includes(words[0] ?? '')) commands.push(words);
    words = [];
  };
  for (const [token] of text.matchAll(TOKEN)) {
    if (/^(?:\n|;|&&|\|\|?)$/.test(token)) end();
    else if (!/^(?:\s|#)/.test(token)) words.push(token.replace(/(["'])(.*?)\1/gs, '$2'));
  }
  end();
  return commands.map((command) => command.filter((word) => !/^[<>]/.test(word)));
}

const LOOP_WORDS = ['for', 'done', 'in', 'fi', 'if'];

/** A separator, a comment, blanks, or a word with its quotes and substitutions. */
const TOKEN =
  /\n|;|&&|\|\|?|#[^\n]*|[ \t]+|[<>]+ ?[^\s;&|]+|(?:\$\((?:[^()]|\([^()]*\))*\)|"(?:\$\([^)]*\)|[^"])*"|'[^']*'|[^\s;&|"'])+/g;
