import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dump } from 'js-yaml';
import type { IConstruct } from 'constructs';
import type { ChartValues } from '../values/chart-values';
import { constraintsOf } from '../values/constraint';
import { evaluate, type DeployContext } from '../values/evaluate';
import type { Tree } from '../values/expression';
import { collectObjects } from './collected-object';
import { readEnvironments, type Environment } from './environment';
import { manifestFiles } from './manifest-files';
import { plainManifests } from './plain-manifests';

/** What plain synthesis writes, and where. */
export interface DistOptions {
  /** The construct tree. */
  readonly root: IConstruct;
  readonly values: ChartValues;
  /** Folder with one values file per environment. */
  readonly environments: string;
  /** Folder that gets one folder of manifests per environment. */
  readonly output: string;
  readonly release: DeployContext['release'];
  readonly chart: DeployContext['chart'];
  /** What has to be in the cluster beforehand: a tree that gives a list. @default - nothing */
  readonly requirements?: Tree;
}

/**
 * Writes the manifests of every environment. Nothing is written unless all environments are valid.
 *
 * @returns the files that were written, relative to the output folder
 * @throws ConfigError `environments` with every mistake of every file
 */
export function writeDist(options: DistOptions): string[] {
  const environments = readEnvironments(options.environments, {
    ...options,
    constraints: constraintsOf(options.root),
  });
  const objects = collectObjects(options.root, 'plain');
  const files = environments.flatMap((environment) => [
    ...[...manifestFiles(plainManifests(objects, environment.context))].map(
      ([file, text]) => [path.join(environment.name, file), text] as const,
    ),
    ...reportFiles(environment, options.requirements),
  ]);
  for (const [file, text] of files) {
    const target = path.join(options.output, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return files.map(([file]) => file);
}

function reportFiles({ name, context }: Environment, requirements: Tree | undefined): [string, string][] {
  if (requirements === undefined) return [];
  const requires = evaluate(requirements, context) ?? [];
  return [[path.join('reports', name, 'requires.yaml'), dump({ requires }, { lineWidth: -1, noRefs: true })]];
}
