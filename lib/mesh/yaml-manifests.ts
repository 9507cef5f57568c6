import { YAMLException } from 'js-yaml';
import { manifestOf, type Manifest } from './manifest';
import { PlainYaml } from './plain-yaml';
import { SourceDocument } from './source-document';
import { isJsonObject } from '../vocabulary/json';
import { listOf, textOf } from '../vocabulary/json-fields';
import { readYaml, yamlMistake } from '../vocabulary/read-yaml';

/** Why a text could not be read as manifests; each mistake with its place. */
export class UnreadableManifests extends Error {
  override readonly name = 'UnreadableManifests';

  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
  }
}

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
  const plain = new PlainYaml(text);
  for (const { start, end, line } of documentsOf(text)) {
    const document = text.slice(start, end);
    const source = new SourceDocument(file, document, line);
    try {
      const found = plain.document(start, end) ?? anyDocument(document);
      if (found !== undefined) {
        for (const one of objectManifests(found, source, defaultNamespace)) manifests.push(one);
      }
    } catch (error) {
      if (error instanceof UnreadableManifests) mistakes.push(...error.mistakes);
      else if (error instanceof YAMLException) mistakes.push(yamlMistake(error, file, line));
      else throw error;
    }
  }
  if (mistakes.length > 0) throw new UnreadableManifests(mistakes);
  return manifests;
}

/** What a document holds, in whatever style; undefined for one that is empty or null. */
function anyDocument(text: string): unknown {
  if (/^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?:#.*)?$/.test(text)) return undefined;
  return readYaml(text);
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
function* documentsOf(text: string): Generator<{
  readonly start: number;
  readonly end: number;
  readonly line: number;
}> {
  const separator = /^---(?=[ \t\r]|$)/gm;
  let start = 0;
  let line = 1;
  for (const { index } of text.matchAll(separator)) {
    yield { start, end: index, line };
    line += lineBreaks(text, start, index);
    start = index;
  }
  yield { start, end: text.length, line };
}

function lineBreaks(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
