import { constants } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { CommandError } from './command';
import type { Manifest } from '../mesh/manifest';
import { UnreadableManifests, yamlManifests } from '../mesh/yaml-manifests';

/** What standard input is called in findings. */
const STANDARD_INPUT = 'stdin';

const TOO_LONG = 'holds more than 512 MB, the longest text that Node can hold; give it in several files';

/** The manifests that a command line names. */
export interface ManifestInput {
  readonly manifests: readonly Manifest[];
  /** Files of the folders that hold no Kubernetes object, such as values.yaml. */
  readonly leftOut: readonly string[];
}

/**
 * Reads manifests from files, folders (with all below them: `*.yaml`, `*.yml`, `*.json`; hidden ones and
 * `node_modules` are left out) and standard input (`-`). In a folder, a file without any `apiVersion` and `kind` is
 * left out, since folders hold other YAML too; a file that is named must hold manifests alone.
 *
 * @throws CommandError (exit code 2) naming file, line and column of everything that cannot be read
 */
export function manifestInput(paths: readonly string[], defaultNamespace: string): ManifestInput {
  const manifests: Manifest[] = [];
  const leftOut: string[] = [];
  const mistakes: string[] = [];
  for (const input of filesOf(paths, mistakes)) {
    const { file, named } = input;
    try {
      const text = textOf(input);
      if (!named && !mayHoldManifests(text)) leftOut.push(file);
      else for (const manifest of yamlManifests(text, file, defaultNamespace)) manifests.push(manifest);
    } catch (error) {
      if (error instanceof UnreadableManifests) mistakes.push(...error.mistakes);
      else mistakes.push(`${file}: ${unreadable(error)}`);
    }
  }
  if (mistakes.length > 0) {
    throw new CommandError(`the input cannot be read:\n${mistakes.map((line) => `  ${line}`).join('\n')}`, 2);
  }
  return { manifests, leftOut };
}

/** @throws UnreadableManifests for a file that no text can hold, before it fills the memory */
function textOf({ file, named }: InputFile): string {
  if (file === STANDARD_INPUT && named) return readFileSync(0, 'utf8');
  if (statSync(file).size > constants.MAX_STRING_LENGTH)
    throw new UnreadableManifests([`${file}: ${TOO_LONG}`]);
  return readFileSync(file, 'utf8');
}

function unreadable(error: unknown): string {
  const isTooLong = error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG';
  if (isTooLong) return TOO_LONG;
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

interface InputFile {
  readonly file: string;
  /** Whether the command line names it, or `-`; else it was found in a folder. */
  readonly named: boolean;
}

function* filesOf(paths: readonly string[], mistakes: string[]): Generator<InputFile> {
  for (const given of paths) {
    if (given === '-') yield { file: STANDARD_INPUT, named: true };
    else if (!existsSync(given)) mistakes.push(`${given}: there is no such file or folder`);
    else if (!statSync(given).isDirectory()) yield { file: given, named: true };
    else if (existsSync(path.join(given, 'Chart.yaml'))) {
      mistakes.push(`${given}: is a Helm chart; give what 'helm template ${given}' prints`);
    } else yield* filesBelow(given, mistakes);
  }
}

function* filesBelow(folder: string, mistakes: string[]): Generator<InputFile> {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) =>
      one.name < other.name ? -1 : 1,
    );
  } catch (error) {
    mistakes.push(`${folder}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const file = path.join(folder, entry.name);
    // A link to a folder may lead back to where it stands; who reads a pipe or a device may wait for ever.
    if (entry.isDirectory()) yield* filesBelow(file, mistakes);
    else if (/\.(ya?ml|json)$/.test(entry.name) && (entry.isFile() || leadsToFile(file)))
      yield { file, named: false };
  }
}

/** Whether a link leads to a file: it may lead nowhere, to itself, or to where nobody may look. */
function leadsToFile(link: string): boolean {
  try {
    return statSync(link).isFile();
  } catch {
    return false;
  }
}

/** Whether both fields that every Kubernetes object has stand somewhere, in block or in flow style. */
export function mayHoldManifests(text: string): boolean {
  return ['apiVersion', 'kind'].every((field) =>
    new RegExp(`(?:^|[{,])\\s*["']?${field}["']?[ \\t]*:`, 'm').test(text),
  );
}
