import { createHash } from 'node:crypto';
import path from 'node:path';
import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

const oneIn = Number(process.env['STRYKER_ONE_IN'] ?? 1);
const seed = process.env['STRYKER_SEED'] ?? '1';

/**
 * Keeps one in `STRYKER_ONE_IN` of what stands at the top of a file, and of the members of classes: as a whole, since
 * Stryker leaves out all that is inside of what is left out. Which ones follows from file, name and `STRYKER_SEED`
 * alone, so that the same ones are compared before and after a change.
 */
const sample = {
  shouldIgnore(node) {
    if (oneIn <= 1 || !isDrawn(node)) return undefined;
    const file = path.relative(process.cwd(), node.hub.file.opts.filename);
    const digest = createHash('sha256')
      .update(`${seed} ${file} ${nameOf(node.node)}`)
      .digest();
    return digest.readUInt32BE() % oneIn === 0 ? undefined : `not among the one in ${oneIn} of seed ${seed}`;
  },
};

function isDrawn(node) {
  if (node.parentPath?.isClassBody()) return true;
  const isTop = node.parentPath?.isProgram() || node.parentPath?.isExportNamedDeclaration();
  return isTop && !node.isClassDeclaration() && !node.isExportNamedDeclaration();
}

function nameOf({ id, key, declarations, loc }) {
  return (id ?? key ?? declarations?.[0]?.id)?.name ?? loc.start.line;
}

/** Errors, findings, and steps of a trace: what is said there is for people, and free to change (CONTRIBUTING.md). */
const SAYING = new Set(['error', 'warn', 'refuse', 'say']);
const TEXTS = new Set(['message', 'remedy', 'summary', 'description']);

/** Leaves the words of messages alone, not the decision which of them is said. */
const words = {
  shouldIgnore(node) {
    const isText =
      node.isStringLiteral() ||
      node.isTemplateLiteral() ||
      node.isArrowFunctionExpression() ||
      node.isBinaryExpression({ operator: '+' });
    return isText && isMessage(node) ? 'words of a message' : undefined;
  },
};

function isMessage({ node, parentPath: parent, key, listKey }) {
  if (parent?.isObjectProperty({ value: node })) return TEXTS.has(parent.node.key.name);
  if (parent?.isNewExpression() && listKey === 'arguments') {
    return /Error$/.test(parent.node.callee.name) && key === parent.node.arguments.length - 1;
  }
  if (parent?.isCallExpression() && listKey === 'arguments')
    return SAYING.has(parent.node.callee.property?.name);
  const holdsIt =
    (parent?.isConditionalExpression() && key !== 'test') ||
    parent?.isBinaryExpression({ operator: '+' }) ||
    parent?.isArrowFunctionExpression({ body: node });
  return holdsIt && isMessage(parent);
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'sample', sample),
  declareValuePlugin(PluginKind.Ignore, 'words', words),
];
