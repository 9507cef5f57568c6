import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DeployContext } from '../values/evaluate';
import { mergeValues } from '../values/merge-values';
import { ConfigError } from '../vocabulary/config-error';
import { deploymentMistakes, type DeploymentRules } from './deployment-mistakes';
import { parseValuesYaml } from './values-yaml';

/** A deployment that plain synthesis writes: one values file, merged over the defaults. */
export interface Environment {
  /** The file's name without its ending, and that of the folder in dist/. */
  readonly name: string;
  /** Path of the values file. */
  readonly file: string;
  /** What the tree is evaluated with. */
  readonly context: DeployContext;
}

/** What environments share. */
export interface EnvironmentOptions extends DeploymentRules {
  readonly release: DeployContext['release'];
  readonly chart: DeployContext['chart'];
}

/** Folders of dist/ that are not environments. */
const RESERVED_NAMES = ['chart', 'reports', 'files', 'examples'];

/**
 * Reads every environment of a folder: `*.yaml`, each at once an input of plain synthesis and a Helm values file.
 *
 * @throws ConfigError `environments` with every mistake of every file
 */
export function readEnvironments(folder: string, options: EnvironmentOptions): Environment[] {
  if (!existsSync(folder)) {
    throw new ConfigError(
      'environments',
      undefined,
      `${folder}: there is no such folder, expected one with files such as prod.yaml`,
    );
  }
  const files = readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort();
  const found: string[] = [];
  const environments = files.flatMap((base): Environment[] => {
    const file = path.join(folder, base);
    try {
      const environment = readEnvironment(file, options);
      const mistakes = [
        ...nameMistakes(environment.name, base, files),
        ...deploymentMistakes(options, environment.context),
      ];
      found.push(...mistakes.map((mistake) => `${file}: ${mistake}`));
      return [environment];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      found.push(error.message);
      return [];
    }
  });
  if (found.length === 0 && environments.length > 0) return environments;
  throw new ConfigError(
    'environments',
    undefined,
    found.length > 0 ? found.join('\n') : `${folder}: holds no environment, expected files such as prod.yaml`,
  );
}

function readEnvironment(file: string, { values, release, chart }: EnvironmentOptions): Environment {
  const overrides = parseValuesYaml(readFileSync(file, 'utf8'), file);
  const context = { values: mergeValues(values.defaults, overrides), release, chart };
  return { name: nameOf(file), file, context };
}

function nameOf(file: string): string {
  return path.basename(file).replace(/\.ya?ml$/, '');
}

function nameMistakes(name: string, file: string, files: readonly string[]): string[] {
  const earlier = files.slice(0, files.indexOf(file)).find((other) => nameOf(other) === name);
  if (earlier !== undefined)
    return [`environment '${name}' is already that of ${earlier}; remove one of them`];
  if (RESERVED_NAMES.includes(name))
    return [`'${name}' is no name for an environment: dist/${name}/ holds something else`];
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)
    ? []
    : [`'${name}' is no name for an environment: expected lower-case letters, digits and dashes`];
}
