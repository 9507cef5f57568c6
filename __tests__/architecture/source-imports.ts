import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** One import, dynamic import, require or re-export. */
export interface SourceImport {
  /** The importing file, relative to the project. */
  readonly from: string;
  readonly line: number;
  /** The imported file relative to the project, or the name of a package as it is written. */
  readonly to: string;
  /** Whether it is gone at run time (`import type`). */
  readonly typeOnly: boolean;
}

/** Reads the imports of TypeScript text as if it were that file of the project. */
export function readImports(file: string, text: string, exists: (file: string) => boolean): SourceImport[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const imports: SourceImport[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const line = source.getLineAndCharacterOfPosition(specifier.getStart(source)).line + 1;
    imports.push({ from: file, line, to: resolve(file, specifier.text, exists), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isExternalModuleReference(node)) add(node.expression, false);
    else if (ts.isImportTypeNode(node)) {
      if (ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    } else if (ts.isCallExpression(node) && isImportOrRequire(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

/** The files among and under `places` (files and folders of the project, if they exist) that the pattern fits. */
export function projectFiles(root: string, places: readonly string[], pattern: RegExp): string[] {
  return places
    .filter((place) => existsSync(path.join(root, place)))
    .flatMap((place) =>
      statSync(path.join(root, place)).isFile()
        ? [place]
        : readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' }).map((file) =>
            path.join(place, file),
          ),
    )
    .filter((file) => pattern.test(file))
    .sort();
}

/** The imports of these files of the project. */
export function readProjectImports(root: string, files: readonly string[]): SourceImport[] {
  const exists = (file: string) => ts.sys.fileExists(path.join(root, file));
  return files.flatMap((file) => readImports(file, readFileSync(path.join(root, file), 'utf8'), exists));
}

/** The TypeScript in the fenced blocks of a Markdown file or of docstrings, on its original lines. */
export function fencedTypeScript(text: string): string {
  let inside = false;
  return text
    .split('\n')
    .map((line) => {
      const content = line.replace(/^\s*\*? ?/, '');
      if (content.startsWith('```')) {
        inside = !inside && /^```(ts|typescript)\b/.test(content);
        return '';
      }
      return inside ? content : '';
    })
    .join('\n');
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause?.namedBindings;
  return (
    clause?.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

function isImportOrRequire(expression: ts.Expression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function resolve(from: string, specifier: string, exists: (file: string) => boolean): string {
  if (!specifier.startsWith('.')) return specifier;
  const target = path.posix.join(path.posix.dirname(from), specifier);
  const candidates = [target, `${target}.ts`, target.replace(/\.js$/, '.ts'), `${target}/index.ts`];
  return candidates.find(exists) ?? target;
}
