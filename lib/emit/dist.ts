import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IConstruct } from 'constructs';
import type { ChartValues } from '../values/chart-values';
import { deferred } from '../values/chart-value';
import { adviceOf, constraintsOf, type Constraint } from '../values/constraint';
import { evaluate, type DeployContext } from '../values/evaluate';
import type { Tree } from '../values/expression';
import { isTruthy } from '../values/conditions';
import { PLAIN_YAML } from '../vocabulary/yaml-printer';
import { collectObjects } from './collected-object';
import { readEnvironments, type Environment } from './environment';
import type { HelmChart } from './helm-chart';
import { manifestsByFile } from './manifest-files';
import { plainManifestsOfAll, type PlainManifest } from './plain-manifests';
import { ConfigError } from '../vocabulary/config-error';
import { makeFolder } from '../vocabulary/make-folder';
import type { OutputFile } from '../vocabulary/output-file';
import { refuseLinks } from './refuse-links';
import { writeManifests } from './write-manifests';
import { refuseOutside } from './refuse-outside';

/** What plain synthesis writes, and where. */
export interface DistOptions {
  /** The construct tree. */
  readonly root: IConstruct;
  /** The values that the tree is declared with. */
  readonly values: ChartValues;
  /** Folder with one values file per environment. */
  readonly environments: string;
  /** Folder that gets one folder of manifests per environment. */
  readonly output: string;
  /** The release that each environment is. */
  readonly release: DeployContext['release'];
  /** What the chart is called. */
  readonly chart: DeployContext['chart'];
  /** The Helm chart of the same tree: goes to `chart/<its name>/` of the output. @default - none */
  readonly helmChart?: HelmChart;
  /** What has to be in the cluster beforehand: a tree that gives a list. @default - nothing */
  readonly requirements?: Tree;
  /** Says what is wrong with an environment's manifests; nothing is written then. @default - nothing is */
  readonly judge?: (manifests: readonly PlainManifest[]) => readonly string[];
  /** Files that go beside the manifests, below `files/`, such as values of others' charts. @default - none */
  readonly files?: (environments: readonly Environment[]) => readonly OutputFile[];
}

/**
 * Writes the manifests of every environment. Nothing is written unless all environments are valid.
 *
 * @returns what to tell the person who installs
 * @throws ConfigError `environments` with every mistake of every file
 * @throws ConfigError `verdict` with everything that the judge finds wrong in any environment
 * @throws ConfigError `file-outside` when one of `files`, or the chart's name, leads out of its folder
 * @throws ConfigError `output` when one would be written through a link that lies in the output
 */
export function writeDist(options: DistOptions): string[] {
  const environments = readEnvironments(options.environments, {
    ...options,
    constraints: constraintsOf(options.root),
  });
  const objects = collectObjects(options.root, 'plain', options.helmChart?.objects);
  const deployments = plainManifestsOfAll(
    objects,
    environments.map(({ context }) => context),
  );
  const synthesised = environments.map((environment, index) => ({
    environment,
    manifests: deployments[index] ?? [],
  }));
  refuse(
    synthesised.flatMap(({ environment, manifests }) =>
      (options.judge?.(manifests) ?? []).map((mistake) => `${environment.file}: ${mistake}`),
    ),
  );
  const { output, chart, helmChart } = options;
  const manifests = new Map(
    synthesised.map((one) => [one.environment.name, manifestsByFile(one.manifests)] as const),
  );
  const files = [
    ...environments.flatMap((environment) => reportFiles(environment, options.requirements)),
    ...filesBeside(options, environments),
  ];
  const chartFolder = path.join('chart', chart.name);
  if (helmChart) refuseOutside(path.join(output, 'chart'), [chart.name]);
  refuseLinks(output, [
    ...[...manifests].flatMap(([name, byFile]) => [...byFile.keys()].map((file) => path.join(name, file))),
    ...files.map(([file]) => file),
    ...(helmChart ? [chartFolder] : []),
  ]);
  writeManifests(output, manifests);
  writeFiles(output, files);
  helmChart?.write(path.join(output, chartFolder));
  const advice = adviceOf(options.root);
  return environments.flatMap((environment) => notices(environment, advice, options.requirements));
}

function filesBeside(
  { files, output }: DistOptions,
  environments: readonly Environment[],
): (readonly [string, string])[] {
  const folder = 'files';
  const beside = files?.(environments) ?? [];
  refuseOutside(
    path.join(output, folder),
    beside.map((file) => file.path),
  );
  return beside.map((file) => [path.join(folder, file.path), file.text] as const);
}

function refuse(mistakes: readonly string[]): void {
  if (mistakes.length > 0) throw new ConfigError('verdict', undefined, mistakes.join('\n'));
}

/** Advice that an environment is given, and how to make the Secrets that it requires. */
function notices(
  { file, name, context }: Environment,
  advice: readonly Constraint[],
  requirements: Tree | undefined,
): string[] {
  const given = advice.filter(({ condition }) => isTruthy(evaluate(deferred(condition), context)));
  const required = evaluate(requirements ?? [], context) ?? [];
  return [
    ...given.map(({ message }) => `${file}: warning: ${message}`),
    ...(required as unknown as Requirement[]).map(
      (secret) => `${name} requires the Secret ${secret.name}: ${createSecretCommand(secret)}`,
    ),
  ];
}

interface Requirement {
  readonly name: string;
  readonly namespace: string;
  readonly keys: readonly string[];
}

/** Names and keys are DNS names and identifiers by their schemas, so that the shell reads each as one word. */
function createSecretCommand({ name, namespace, keys }: Requirement): string {
  const literals = keys.map((key) => `--from-literal=${key}="$(openssl rand -hex 24)"`);
  return `kubectl --namespace ${namespace} create secret generic ${name} ${literals.join(' ')}`;
}

function reportFiles({ name, context }: Environment, requirements: Tree | undefined): [string, string][] {
  if (requirements === undefined) return [];
  const requires = evaluate(requirements, context) ?? [];
  return [[path.join('reports', name, 'requires.yaml'), PLAIN_YAML.document({ requires })]];
}

function writeFiles(folder: string, files: Iterable<readonly [string, string]>): void {
  for (const [file, text] of files) {
    const target = path.join(folder, file);
    makeFolder(path.dirname(target));
    writeFileSync(target, text);
  }
}
