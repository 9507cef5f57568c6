import { loadAll } from 'js-yaml';
import type { JsonObject } from '../../lib/vocabulary/json';
import type { OutputFile } from '../../lib/vocabulary/output-file';

/** The first document of each YAML file, by its path. */
export function parsedFiles(files: readonly OutputFile[]): Readonly<Record<string, JsonObject>> {
  return Object.fromEntries(
    files
      .filter(({ path }) => path.endsWith('.yaml'))
      .map(({ path, text }) => [path, loadAll(text)[0] as JsonObject]),
  );
}

/** The field at a path of keys and indexes, such as `spec.components.ingressGateways.0.name`. */
export function fieldAt(document: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
}

/** The text of one file. */
export function textOfFile(files: readonly OutputFile[], path: string): string {
  const found = files.find((file) => file.path === path);
  if (!found) throw new Error(`no file ${path} among ${files.map((file) => file.path).join(', ')}`);
  return found.text;
}
