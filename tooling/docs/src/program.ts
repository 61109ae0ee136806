import ts from 'typescript';

/**
 * Blocks of TypeScript that build on each other, as one program: what they import comes first, each name once.
 * @throws Error where a block imports something else than names, which documents do not.
 */
export function joinPrograms(blocks: readonly string[]): string {
  const imported = new Map<string, Set<string>>();
  const bodies = blocks.map((code) => {
    const file = ts.createSourceFile('block.ts', code, ts.ScriptTarget.Latest, true);
    const imports = file.statements.filter(ts.isImportDeclaration);
    for (const { moduleSpecifier, importClause } of imports) {
      const bindings = importClause?.namedBindings;
      if (!bindings || !ts.isNamedImports(bindings)) throw new Error(`A block imports no names: ${code}`);
      const module = moduleSpecifier.getText(file);
      const names = imported.get(module) ?? new Set();
      imported.set(module, names);
      for (const element of bindings.elements) names.add(element.getText(file));
    }
    return code.slice(imports.at(-1)?.end ?? 0);
  });
  const head = [...imported].map(([module, names]) => `import { ${[...names].join(', ')} } from ${module};`);
  return `${[...head, ...bodies].join('\n')}\nexport {};\n`;
}
