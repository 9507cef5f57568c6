import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from './command';
import type { Manifest } from '../mesh/manifest';
import { UnreadableManifests, yamlManifests } from '../mesh/yaml-manifests';

/** What standard input is called in findings. */
const STANDARD_INPUT = 'stdin';

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
  for (const { file, named } of filesOf(paths, mistakes)) {
    try {
      const text = readFileSync(file === STANDARD_INPUT && named ? 0 : file, 'utf8');
      if (!named && !mayHoldManifests(text)) leftOut.push(file);
      else for (const manifest of yamlManifests(text, file, defaultNamespace)) manifests.push(manifest);
    } catch (error) {
      if (error instanceof UnreadableManifests) mistakes.push(...error.mistakes);
      else
        mistakes.push(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (mistakes.length > 0) {
    throw new CommandError(`the input cannot be read:\n${mistakes.map((line) => `  ${line}`).join('\n')}`, 2);
  }
  return { manifests, leftOut };
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
    } else yield* filesBelow(given);
  }
}

function* filesBelow(folder: string): Generator<InputFile> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const file = path.join(folder, entry.name);
    const isFolder = entry.isSymbolicLink()
      ? (statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? true)
      : entry.isDirectory();
    // A link to a folder may lead back to where it stands.
    if (isFolder) {
      if (!entry.isSymbolicLink()) yield* filesBelow(file);
    } else if (/\.(ya?ml|json)$/.test(entry.name)) yield { file, named: false };
  }
}

/** Whether both fields that every Kubernetes object has stand somewhere, in block or in flow style. */
export function mayHoldManifests(text: string): boolean {
  return ['apiVersion', 'kind'].every((field) =>
    new RegExp(`(?:^|[{,])\\s*["']?${field}["']?[ \\t]*:`, 'm').test(text),
  );
}
