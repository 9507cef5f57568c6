import { readFileSync } from 'node:fs';
import path from 'node:path';
import { documentsWithCommands } from './document-runs';
import { blocksOf } from './documents';

/** A command that a document names in its text, a table, or a block that tells what commands do. */
export interface InlineCommand {
  /** The document. */
  readonly place: string;
  readonly command: string;
}

/** The programs whose commands `npm run test:pack` runs wherever they stand: see run-inline-commands.ts. */
export const RUN_FROM_TEXTS = 'event-mesh|helm';

/**
 * The commands of programs (names, parted by `|`) that documents give with arguments outside of blocks of shell. A code
 * span without arguments, such as `helm test`, is the name of a command.
 */
export function inlineCommands(root: string, programs: string): InlineCommand[] {
  const span = new RegExp(`\`((?:${programs}) [a-z]+ [^\`\n]+)\``, 'g');
  const beginning = new RegExp(`^(?:${programs}) `);
  return documentsWithCommands(root).flatMap((place) => {
    const text = readFileSync(path.join(root, place), 'utf8');
    const listed = blocksOf(root, place)
      .filter(({ language }) => language === '')
      .flatMap((block) => block.text.split('\n'))
      .filter((line) => beginning.test(line))
      // What a command does stands beside it, after blanks.
      .map((line) => line.replace(/ {2,}.*$/, ''));
    return [...Array.from(text.matchAll(span), ([, command = '']) => command), ...listed].map((command) => ({
      place,
      command,
    }));
  });
}
