import { load, YAMLException } from 'js-yaml';
import { manifestOf, type Manifest } from './manifest';
import { SourceDocument } from './source-document';
import { GO_YAML } from '../vocabulary/go-yaml';
import { isJsonObject } from '../vocabulary/json';
import { listOf, textOf } from '../vocabulary/json-fields';

/** Why a text could not be read as manifests; each mistake with its place. */
export class UnreadableManifests extends Error {
  override readonly name = 'UnreadableManifests';

  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
  }
}

/** More than anybody writes; an alias bomb needs many more. */
const LIMITS = { maxDepth: 200, maxAliases: 1000, maxTotalMergeKeys: 10_000 };

/**
 * Reads the manifests of a YAML or JSON text: documents separated by `---`, `List` objects unfolded, documents without
 * an object left out.
 *
 * @param file what the text is called in findings and errors
 * @param defaultNamespace where an object lives that names no namespace
 * @throws UnreadableManifests naming file, line and column of every document that is no YAML or no Kubernetes object
 */
export function yamlManifests(text: string, file: string, defaultNamespace: string): readonly Manifest[] {
  const mistakes: string[] = [];
  const manifests: Manifest[] = [];
  for (const document of documentsOf(text)) {
    const source = new SourceDocument(file, document.text, document.line);
    try {
      manifests.push(...documentManifests(document.text, source, defaultNamespace));
    } catch (error) {
      if (error instanceof UnreadableManifests) mistakes.push(...error.mistakes);
      else if (error instanceof YAMLException) mistakes.push(located(error, file, document.line));
      else throw error;
    }
  }
  if (mistakes.length > 0) throw new UnreadableManifests(mistakes);
  return manifests;
}

function documentManifests(text: string, source: SourceDocument, namespace: string): readonly Manifest[] {
  if (/^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?:#.*)?$/.test(text)) return [];
  const found = load(text, { schema: GO_YAML, ...LIMITS });
  return found === null || found === undefined ? [] : objectManifests(found, source, namespace);
}

/** An object, or the items of a `List`. */
function objectManifests(found: unknown, source: SourceDocument, namespace: string): readonly Manifest[] {
  if (isJsonObject(found) && /List$/.test(textOf(found['kind']) ?? '') && Array.isArray(found['items'])) {
    return listOf(found['items']).flatMap((item, index) =>
      objectManifests(item, source.item(index), namespace),
    );
  }
  const manifest = manifestOf(found, namespace, source);
  if (manifest) return [manifest];
  const what = isJsonObject(found) ? 'an object without apiVersion and kind' : 'no object';
  throw new UnreadableManifests([
    `${source.file}:${source.lineOf([])}:1: found ${what}, expected a Kubernetes object`,
  ]);
}

/** Every `---` at the beginning of a line separates documents, inside of block texts too. */
function* documentsOf(text: string): Generator<{ readonly text: string; readonly line: number }> {
  const separator = /^---(?=[ \t\r]|$)/gm;
  let start = 0;
  let line = 1;
  for (const match of text.matchAll(separator)) {
    const document = text.slice(start, match.index);
    yield { text: document, line };
    line += lineBreaks(document);
    start = match.index;
  }
  yield { text: text.slice(start), line };
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function located(error: YAMLException, file: string, firstLine: number): string {
  const { mark, reason } = error;
  const place = mark ? `${firstLine + mark.line}:${mark.column + 1}` : `${firstLine}:1`;
  return `${file}:${place}: ${reason}`;
}
