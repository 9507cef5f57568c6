import path from 'node:path';
import ts from 'typescript';

/** What the public entry point shows of the project, and what it hides although it should not. */
export interface PublicTypes {
  readonly names: readonly string[];
  /** Each name of the project that a public signature mentions and nobody can import: where, and which. */
  readonly hidden: readonly string[];
  /** Each public signature that mentions a generated type of imports/. */
  readonly generated: readonly string[];
  /** Each construct of the project that is not exported, by its file. */
  readonly forgotten: readonly string[];
}

/** Looks at all that `lib/index.ts` exports, and at the constructs that it might export. */
export function publicTypes(program: ts.Program, root: string): PublicTypes {
  const checker = program.getTypeChecker();
  const entry = program.getSourceFile(path.join(root, 'lib/index.ts')) as ts.SourceFile;
  const module = checker.getSymbolAtLocation(entry) as ts.Symbol;
  const resolved = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const exports = new Map(checker.getExportsOfModule(module).map((one) => [resolved(one), one.name]));

  const hidden = new Set<string>();
  const generated = new Set<string>();
  for (const [symbol, name] of exports) {
    for (const mention of (symbol.declarations ?? []).flatMap(mentionedTypes)) {
      const found = checker.getSymbolAtLocation(mention);
      if (!found) continue;
      const target = resolved(found);
      const file = target.declarations?.[0]?.getSourceFile().fileName ?? '';
      if (file.includes('@cdk8s/istio-imports') || file.startsWith(path.join(root, 'imports')))
        generated.add(`${name} mentions ${target.name}`);
      else if (file.startsWith(path.join(root, 'lib')) && isNamed(target) && !exports.has(target))
        hidden.add(`${name} mentions ${target.name}`);
    }
  }
  const forgotten = constructsOf(program, root, checker).filter((symbol) => !exports.has(symbol));
  return {
    names: [...exports.values()],
    hidden: [...hidden].sort(),
    generated: [...generated].sort(),
    forgotten: forgotten.map((symbol) => symbol.name).sort(),
  };
}

/** The names in a declaration's public parts: not in bodies, private members, and what is marked internal. */
function mentionedTypes(declaration: ts.Node): ts.Node[] {
  const names: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (isHidden(node) || ts.isBlock(node)) return;
    if (ts.isTypeReferenceNode(node)) names.push(node.typeName);
    else if (ts.isExpressionWithTypeArguments(node)) names.push(node.expression);
    else if (ts.isTypeQueryNode(node)) names.push(node.exprName);
    // Initial values are no part of a signature.
    if (ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node) || ts.isParameter(node)) {
      if (node.type) visit(node.type);
    } else ts.forEachChild(node, visit);
  };
  visit(declaration);
  return names;
}

function isHidden(node: ts.Node): boolean {
  const flags = ts.canHaveModifiers(node)
    ? ts.getCombinedModifierFlags(node as ts.Declaration)
    : ts.ModifierFlags.None;
  if (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) return true;
  const { name } = node as Partial<ts.NamedDeclaration>;
  // Members by symbol are how the library knows its own objects.
  if (name && (ts.isPrivateIdentifier(name) || ts.isComputedPropertyName(name))) return true;
  return ts.getJSDocTags(node).some((tag) => tag.tagName.text === 'internal');
}

/** Type parameters need no import, nor do the aliases by which a file abbreviates something for itself. */
function isNamed(symbol: ts.Symbol): boolean {
  const kinds = ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.Enum;
  if (symbol.flags & kinds) return true;
  const alias = symbol.declarations?.find(ts.isTypeAliasDeclaration);
  return alias?.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** The constructs that files of the project export for others to make, but for what is marked internal. */
function constructsOf(program: ts.Program, root: string, checker: ts.TypeChecker): ts.Symbol[] {
  return program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(path.join(root, 'lib/')))
    .flatMap((source) => {
      const module = checker.getSymbolAtLocation(source);
      return module ? checker.getExportsOfModule(module) : [];
    })
    .filter((symbol) => symbol.flags & ts.SymbolFlags.Class && !symbol.declarations?.some(isHidden))
    .filter((symbol) => extendsConstruct(checker.getDeclaredTypeOfSymbol(symbol), checker));
}

function extendsConstruct(type: ts.Type, checker: ts.TypeChecker): boolean {
  return checker
    .getBaseTypes(type as ts.InterfaceType)
    .some((base) => base.symbol.name === 'Construct' || extendsConstruct(base, checker));
}
