import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../vocabulary/json';
import { makeFolder } from '../vocabulary/make-folder';
import { manifestText, SEPARATOR } from './manifest-files';

/** Manifests are printed and written so many at a time: the text of a large system is never in memory as a whole. */
const BATCH = 100;

/**
 * Writes the manifests of several environments, each into its folder. They go through the environments side by side:
 * what these share lies at about the same place in each, and is printed once.
 *
 * @param environments the manifests of each file, by the environment's name
 */
export function writeManifests(
  folder: string,
  environments: ReadonlyMap<string, ReadonlyMap<string, readonly JsonObject[]>>,
): void {
  const files = new Set([...environments.values()].flatMap((byFile) => [...byFile.keys()]));
  for (const file of files) {
    const sideBySide = [...environments].map(([name, byFile]) => ({
      target: path.join(folder, name, file),
      manifests: byFile.get(file) ?? [],
    }));
    const longest = Math.max(...sideBySide.map(({ manifests }) => manifests.length));
    for (let start = 0; start < longest; start += BATCH) {
      const printed = new Map<JsonObject, string>();
      for (const { target, manifests } of sideBySide) {
        if (start >= manifests.length) continue;
        const text = manifestText(manifests.slice(start, start + BATCH), printed);
        if (start > 0) {
          appendFileSync(target, SEPARATOR + text);
        } else {
          makeFolder(path.dirname(target));
          writeFileSync(target, text);
        }
      }
    }
  }
}
