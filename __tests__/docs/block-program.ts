import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Block } from './documents';

/** A block as a module of its own on disk. */
export interface BlockModule {
  readonly block: Block;
  /** The JavaScript, for `require`. */
  readonly file: string;
  /** Folder that all blocks of its document share, as if a reader had saved them there. */
  readonly folder: string;
  /** What the compiler says, each with the line in the document. */
  readonly errors: readonly string[];
}

/** Names that blocks without imports may use besides all that the package exports. */
const PEER_NAMES = {
  cdk8s: ['ApiObject', 'Cron', 'Duration', 'JsonPatch', 'Testing'],
  'cdk8s-plus-28': ['ConfigMap', 'Deployment'],
};

/**
 * Saves the blocks of documents as their readers would, and compiles those in TypeScript under the project's own
 * strict options, all in one program, where the package's name leads to its sources. A block without imports is a
 * snippet: what it uses is imported, and `chart` is a cdk8s chart.
 */
export function compileBlocks(root: string, folder: string, blocks: readonly Block[]) {
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  const entry = path.join(root, 'lib/index.ts');
  const exported = exportedNames(entry);
  const sources = new Map<string, Block>();
  for (const block of blocks) {
    const { document, language, fileName = `line-${block.line}.${language}` } = block;
    const place = path.join(folder, document.replaceAll('/', '-'));
    const named = path.join(place, fileName);
    // Some documents show a file again when it has changed.
    const file = existsSync(named) ? path.join(place, `line-${block.line}`, fileName) : named;
    if (language === 'ts') sources.set(file, block);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, language === 'ts' ? moduleText(block.text, exported) : block.text);
  }
  const program = ts.createProgram([entry, ...sources.keys()], compilerOptions(root, entry));
  const modules = [...sources].map(([file, block]): BlockModule => {
    const source = program.getSourceFile(file) as ts.SourceFile;
    const errors = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    program.emit(source, (name, text) => {
      writeFileSync(name, text);
    });
    return {
      block,
      file: file.replace(/\.ts$/, '.js'),
      folder: path.join(folder, block.document.replaceAll('/', '-')),
      errors: errors.map((error) => described(error, block)),
    };
  });
  return { program, modules };
}

function compilerOptions(root: string, entry: string): ts.CompilerOptions {
  const file = path.join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (name) => readFileSync(name, 'utf8')) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  // Output goes beside its source.
  delete options.rootDir;
  delete options.outDir;
  return {
    ...options,
    noEmit: false,
    declaration: false,
    // A snippet may name what it shows and not use it.
    noUnusedLocals: false,
    paths: {
      'cdk8s-event-mesh': [entry],
      'cdk8s-event-mesh/jest': [path.join(root, 'lib/jest/matchers.ts')],
    },
    typeRoots: [path.join(root, 'node_modules/@types')],
  };
}

/** The prelude stands in the block's first line, so that lines stay what they are. */
function moduleText(text: string, exported: readonly string[]): string {
  if (/^import /m.test(text)) return text;
  const used = (names: readonly string[]) => names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const imports = [
    `import { ${['App', 'Chart', ...used(PEER_NAMES.cdk8s)].join(', ')} } from 'cdk8s';`,
    `import { ${used(PEER_NAMES['cdk8s-plus-28']).join(', ')} } from 'cdk8s-plus-28';`,
    `import { ${used(exported).join(', ')} } from 'cdk8s-event-mesh';`,
    `export const chart = new Chart(new App(), 'shop', { namespace: 'shop' });`,
  ];
  return `${imports.join(' ')} ${text}`;
}

function exportedNames(entry: string): string[] {
  const source = ts.createSourceFile(entry, readFileSync(entry, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement)) return [];
    const clause = statement.exportClause;
    return clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
  });
}

function described({ file, start = 0, messageText }: ts.Diagnostic, block: Block): string {
  const line = block.line + 1 + (file?.getLineAndCharacterOfPosition(start).line ?? 0);
  return `${block.document}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}
