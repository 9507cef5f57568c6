import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { gitFiles, isRevision } from './diff-revision';
import { CommandError } from './command';
import { manifestInput, mayHoldManifests } from './manifest-input';
import type { Environments } from '../diff/difference';
import type { Manifest } from '../mesh/manifest';
import { UnreadableManifests, yamlManifests } from '../mesh/yaml-manifests';

/** Folders beside those of the environments, which hold no environment. */
const NO_ENVIRONMENTS: ReadonlySet<string> = new Set(['chart', 'examples', 'files', 'reports']);

/** Manifests by the folder that they stand in, below the one that was named. */
type Folders = ReadonlyMap<string, readonly Manifest[]>;

/**
 * What OLD and NEW name: each a file, a folder, `-`, or `REVISION:PATH` of git. Where one object stands in several
 * folders below a named one, these folders are environments.
 *
 * @throws CommandError (exit code 2) naming file, line and column of everything that cannot be read
 */
export function diffInput(
  old: string,
  changed: string,
  namespace: string,
): { readonly old: Environments; readonly changed: Environments } {
  const both = [foldersOf(old, namespace), foldersOf(changed, namespace)] as const;
  const separate = both.some(repeatsObjects);
  const environments = (folders: Folders): Environments =>
    separate ? folders : new Map([['', [...folders.values()].flat()]]);
  return { old: environments(both[0]), changed: environments(both[1]) };
}

function foldersOf(given: string, namespace: string): Folders {
  if (given !== '-' && !existsSync(given) && isRevision(given)) return revisionFolders(given, namespace);
  const names = given !== '-' && existsSync(given) ? innerFolders(given) : [];
  if (names.length === 0) return new Map([['', manifestInput([given], namespace).manifests]]);
  return new Map(names.map((name) => [name, manifestInput([path.join(given, name)], namespace).manifests]));
}

/** The folders below one that holds no manifests itself. */
function innerFolders(folder: string): readonly string[] {
  if (!statSync(folder).isDirectory()) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  if (entries.some((entry) => !entry.isDirectory() && /\.(ya?ml|json)$/.test(entry.name))) return [];
  return entries
    .filter((entry) => entry.isDirectory() && !NO_ENVIRONMENTS.has(entry.name))
    .map(({ name }) => name)
    .sort();
}

function revisionFolders(given: string, namespace: string): Folders {
  const folders = new Map<string, Manifest[]>();
  const mistakes: string[] = [];
  const files = gitFiles(given).filter(({ name }) => name === '' || /\.(ya?ml|json)$/.test(name));
  const flat = files.some(({ name }) => !name.includes('/'));
  for (const { name, text } of files) {
    const folder = flat ? '' : (name.split('/')[0] ?? '');
    if (NO_ENVIRONMENTS.has(folder) || /(^|\/)(\.|node_modules\/)/.test(name)) continue;
    if (name !== '' && !mayHoldManifests(text)) continue;
    try {
      const file = name === '' ? given : `${given.replace(/([^:])\/?$/, '$1/')}${name}`;
      folders.set(folder, [...(folders.get(folder) ?? []), ...yamlManifests(text, file, namespace)]);
    } catch (error) {
      if (!(error instanceof UnreadableManifests)) throw error;
      mistakes.push(...error.mistakes);
    }
  }
  if (mistakes.length > 0) {
    throw new CommandError(`the input cannot be read:\n${mistakes.map((line) => `  ${line}`).join('\n')}`, 2);
  }
  return folders;
}

/** Whether one object stands in more than one folder. */
function repeatsObjects(folders: Folders): boolean {
  const seen = new Map<string, string>();
  for (const [folder, manifests] of folders) {
    for (const { type, namespace, name } of manifests) {
      const key = `${type}\n${namespace}\n${name}`;
      if ((seen.get(key) ?? folder) !== folder) return true;
      seen.set(key, folder);
    }
  }
  return false;
}
