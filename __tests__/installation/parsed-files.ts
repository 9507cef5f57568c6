import { expect } from '@jest/globals';
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

/** The documents of one file; none where it is not written. */
export function objectsIn(files: readonly OutputFile[], file: string): readonly JsonObject[] {
  return files.some((one) => one.path === file) ? (loadAll(textOfFile(files, file)) as JsonObject[]) : [];
}

/** The value of a map that has one key. */
export function onlyField(map: unknown): unknown {
  const values = Object.values(map as object) as readonly unknown[];
  expect(values).toHaveLength(1);
  return values[0];
}

/** What an object is called in a list of many. */
export function kindAndName(object: JsonObject): string {
  return `${fieldAt(object, 'kind') as string} ${fieldAt(object, 'metadata.name') as string}`;
}

/** What is expected at paths of a file. */
export type Expected = Readonly<Record<string, unknown>>;

/** Compares the fields at these paths alone. */
export function expectFields(document: unknown, expected: Expected): void {
  const found = Object.fromEntries(Object.keys(expected).map((key) => [key, fieldAt(document, key)]));
  expect(found).toEqual(expected);
}
