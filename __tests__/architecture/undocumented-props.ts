import ts from 'typescript';

/** Each optional prop of a file's exported props and options without `@default`, and each required one with one. */
export function undocumentedProps(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    if (!ts.isInterfaceDeclaration(statement) || !/(Props|Options)$/.test(statement.name.text)) return [];
    if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    return statement.members.filter(ts.isPropertySignature).flatMap((member) => {
      const isOptional = member.questionToken !== undefined;
      const hasDefault = ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'default');
      if (isOptional === hasDefault) return [];
      const prop = `${statement.name.text}.${member.name.getText()} of ${file}`;
      return [isOptional ? `${prop} has no @default` : `${prop} is required, but has a @default`];
    });
  });
}
