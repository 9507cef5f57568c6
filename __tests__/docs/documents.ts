import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFiles } from '../architecture/source-imports';

/** A fenced block of a document, or of a docstring. */
export interface Block {
  /** The file that holds it, relative to the project. */
  readonly document: string;
  /** Line of the fence that opens it, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** The headings above it, the document's own first; of a docstring none. */
  readonly headings: readonly string[];
  /** The file that it is to be saved as: named by a comment in its first line. */
  readonly fileName: string | undefined;
}

/** The Markdown files that strangers read, relative to the project. */
export function markdownFiles(root: string): string[] {
  return projectFiles(root, ['README.md', 'CONTRIBUTING.md', 'docs', 'lib', 'examples', 'bench'], /\.md$/);
}

/** The fenced blocks of a file: of Markdown as they are, of TypeScript those in its comments. */
export function blocksOf(root: string, document: string): Block[] {
  const inComments = document.endsWith('.ts');
  const blocks: Block[] = [];
  const headings: string[] = [];
  let open: { line: number; language: string; lines: string[] } | undefined;
  const source = readFileSync(path.join(root, document), 'utf8').split('\n');
  for (const [index, written] of source.entries()) {
    if (inComments && !/^\s*\*/.test(written)) continue;
    const line = inComments ? written.replace(/^\s*\* ?/, '') : written;
    const fence = /^```(\w*)\s*$/.exec(line);
    const [, hashes, heading] = /^(#+) (.*)$/.exec(line) ?? [];
    if (!open && !inComments && hashes !== undefined && heading !== undefined)
      headings.splice(hashes.length - 1, headings.length, heading);
    if (!fence) open?.lines.push(line);
    else if (!open) open = { line: index + 1, language: fence[1] ?? '', lines: [] };
    else {
      const { lines, ...block } = open;
      const fileName = /^(?:\/\/|#) ([\w./-]+\.\w+)$/.exec(lines[0] ?? '')?.[1];
      blocks.push({ document, ...block, text: `${lines.join('\n')}\n`, headings: [...headings], fileName });
      open = undefined;
    }
  }
  if (open) throw new Error(`${document}:${open.line}: the block is never closed`);
  return blocks;
}

/**
 * The blocks of a part of the documents: a document, or one section of it, `README.md#Limits`.
 *
 * @throws Error if there is no such section
 */
export function blocksOfPart(root: string, part: string): Block[] {
  const [document = '', heading] = part.split('#');
  const blocks = blocksOf(root, document).filter(
    ({ headings }) => heading === undefined || headings.includes(heading),
  );
  if (blocks.length === 0) throw new Error(`${part}: no block is there; has the section another heading?`);
  return blocks;
}

/** How messages name a block. */
export function placeOf({ document, line }: Block): string {
  return `${document}:${line}`;
}
