import { readFile } from 'node:fs/promises';
import ts from 'typescript';

/** The root of the workspace. */
const workspace = new URL('../../../', import.meta.url);

/**
 * The code of a declaration, as it stands in the workspace, without what is left of it.
 *
 * @param path of the file, from the root of the workspace
 * @param symbol names from the outer to the inner: `Dense.forward`, `affine.multiply`; with `:doc` behind it, the
 *   declaration's comment alone
 * @throws Error where there is no such declaration, or no comment.
 */
export async function readSource(path: string, symbol: string): Promise<string> {
  const text = await readFile(new URL(path, workspace), 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const [names, part] = symbol.split(':');
  let node: ts.Node = file;
  for (const name of names.split('.')) {
    const inner = findDeclaration(node, name);
    if (!inner) throw new Error(`${path} declares no ${symbol}: ${name} is not there`);
    node = inner;
  }
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  const [comment] = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
  if (part === 'doc' && !comment) throw new Error(`${path}: ${names} has no comment`);
  const [start, end] =
    part === 'doc' ? [comment.getStart(), comment.getEnd()] : [statement.getStart(file), statement.getEnd()];
  const lineStart = text.lastIndexOf('\n', start) + 1;
  return dedent(text.slice(lineStart, end));
}

/** The first declaration of a name inside of a node, the outermost first. */
function findDeclaration(within: ts.Node, name: string): ts.Node | undefined {
  const queue = [...within.getChildren()];
  for (let node = queue.shift(); node; node = queue.shift()) {
    if (isDeclarationOf(node, name)) return node;
    queue.push(...node.getChildren());
  }
  return undefined;
}

function isDeclarationOf(node: ts.Node, name: string): boolean {
  const declares =
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isVariableDeclaration(node);
  return declares && node.name?.getText() === name;
}

function dedent(text: string): string {
  const lines = text.split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(margin)).join('\n');
}
