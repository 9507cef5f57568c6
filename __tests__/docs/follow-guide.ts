import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { changedText, fileChange } from './changed-text';
import { isExcepted } from './document-runs';
import { blocksOfPart, placeOf, type Block } from './documents';

/** Where a guide is followed. */
export interface Surroundings {
  readonly root: string;
  /** The folder in which its reader begins. */
  readonly folder: string;
  /** Takes the place of programs that need a cluster: see bin/. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Does what a part of the documents says, from top to bottom: blocks with a file name are saved, `diff` blocks change a file, and `sh` blocks
 * are run, each in the folder in which the one before has ended. One whose last line ends in `# fails` must fail. Every line
 * of a `text` block must have been printed by the block of shell before it. What no test can run is passed over.
 *
 * @returns the folder in which its reader is at the end
 * @throws Error with the place of the block, and what the shell printed
 */
export function followGuide(part: string, { root, folder, env }: Surroundings): string {
  let place = folder;
  let printed = '';
  for (const block of blocksOfPart(root, part)) {
    if (block.language === 'sh' && isExcepted(block)) printed = '';
    else if (block.language === 'sh') ({ place, printed } = runBlock(block, place, env));
    else if (block.language === 'text') expectPrinted(block, printed);
    else saveBlock(block, place);
  }
  return place;
}

function expectPrinted(block: Block, printed: string): void {
  const missing = block.text.split('\n').filter((line) => !printed.includes(line.trimEnd()));
  if (missing.length === 0) return;
  throw new Error(`${placeOf(block)}: this was not printed:\n${missing.join('\n')}\nbut\n${printed}`);
}

/** Saves a block that is to be saved, or changes the file that it names. */
export function saveBlock(block: Block, folder: string): void {
  if (block.fileName !== undefined) {
    const file = path.join(folder, block.fileName);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, block.text);
  } else if (block.language === 'diff') {
    const change = fileChange(block.text);
    const file = path.join(folder, change.file);
    try {
      writeFileSync(file, changedText(readFileSync(file, 'utf8'), change));
    } catch (error) {
      throw new Error(`${placeOf(block)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Runs a block of shell: the folder in which it ends, and what it printed. */
function runBlock(block: Block, folder: string, env: NodeJS.ProcessEnv): { place: string; printed: string } {
  const script = `set -euo pipefail\n${block.text}\npwd >&3\n`;
  const { status, output } = spawnSync('bash', ['-c', script], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, stdout = '', stderr = '', end = ''] = output.map((text) => text ?? '');
  const printed = `${stdout}${stderr}`;
  const fails = block.text.trimEnd().endsWith('# fails');
  if ((status !== 0) !== fails) {
    throw new Error(`${placeOf(block)}: exit code ${String(status)}\n${block.text}\n${printed}`);
  }
  return { place: end.trim() || folder, printed };
}
