import type { JsonObject } from '../vocabulary/json';
import type { OutputFile } from '../vocabulary/output-file';
import { PLAIN_YAML } from '../vocabulary/yaml-printer';
import type { PinnedAction } from './pinned-action';

/** What the token of a job may do; what is not named, it may not. */
export type Permissions = Readonly<
  Partial<
    Record<
      'actions' | 'attestations' | 'contents' | 'id-token' | 'packages' | 'pull-requests' | 'security-events',
      'read' | 'write'
    >
  >
>;

/** Of runs with the same group one is at work at a time. */
export interface Concurrency {
  readonly group: string;
  /** A newer run ends the one at work; otherwise it waits for it. */
  readonly cancelInProgress: boolean;
}

/** What all steps have. */
interface StepOptions {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  /** The way for everything that is not written in the workflow itself into a script. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A step that is an action. */
export interface ActionStep extends StepOptions {
  readonly uses: PinnedAction;
  readonly with?: JsonObject;
}

/** A step that is a script for bash. */
export interface ScriptStep extends StepOptions {
  readonly name: string;
  /** Constant text: an expression in it would be replaced before bash reads it, whatever it holds. */
  readonly run: string;
}

export type Step = ActionStep | ScriptStep;

/** Steps on one machine. */
export interface Job {
  readonly needs?: readonly string[];
  readonly if?: string;
  readonly permissions: Permissions;
  /** Minutes after which it is ended. */
  readonly minutes: number;
  /** The environment of GitHub that it deploys to: its reviewers, its secrets, and the address that it shows. */
  readonly environment?: { readonly name: string; readonly url?: string };
  readonly concurrency?: Concurrency;
  /** One job for each of these, which its steps read as `matrix`. */
  readonly matrix?: readonly Readonly<Record<string, string>>[];
  readonly steps: readonly Step[];
}

/** A workflow of GitHub Actions. Its token may do nothing but what a job asks for. */
export interface Workflow {
  /** The file's name without its ending. */
  readonly file: string;
  readonly name: string;
  /** What it does, for the first lines of the file. */
  readonly purpose: readonly string[];
  readonly on: JsonObject;
  readonly concurrency?: Concurrency;
  readonly jobs: Readonly<Record<string, Job>>;
}

const RUNNER = 'ubuntu-24.04';

/**
 * A workflow as a file for `.github/workflows/`.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */
export function workflowFile(workflow: Workflow): OutputFile {
  const { file, name, purpose, on, concurrency, jobs } = workflow;
  const document = PLAIN_YAML.document({
    name,
    on,
    permissions: {},
    concurrency: concurrency && printedConcurrency(concurrency),
    // Without this a pipe that breaks in the middle would pass.
    defaults: { run: { shell: 'bash' } },
    jobs: Object.fromEntries(Object.entries(jobs).map(([id, job]) => [id, printedJob(job)])),
  });
  const head = ['Written by cdk8s-event-mesh: change the program, not this file.', ...purpose];
  return {
    path: `github/workflows/${file}.yaml`,
    text: `${head.map((line) => `# ${line}\n`).join('')}${withVersions(document, workflow)}`,
  };
}

function printedJob(job: Job): JsonObject {
  const { needs, if: condition, permissions, minutes, environment, concurrency, matrix, steps } = job;
  return {
    needs,
    if: condition,
    'runs-on': RUNNER,
    'timeout-minutes': minutes,
    permissions,
    environment: environment && { ...environment },
    concurrency: concurrency && printedConcurrency(concurrency),
    strategy: matrix && { 'fail-fast': false, matrix: { include: matrix } },
    steps: steps.map(printedStep),
  };
}

function printedConcurrency({ group, cancelInProgress }: Concurrency): JsonObject {
  return { group, 'cancel-in-progress': cancelInProgress };
}

function printedStep(step: Step): JsonObject {
  const { name, id, if: condition, env } = step;
  const head = { name, id, if: condition };
  return 'run' in step
    ? { ...head, env, run: step.run }
    : { ...head, uses: `${step.uses.name}@${step.uses.commit}`, env, with: step.with };
}

/** Behind each commit the version that it stands for, as tools expect it that raise both. */
function withVersions(document: string, { jobs }: Workflow): string {
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const actions = new Set(steps.flatMap((step) => ('uses' in step ? [step.uses] : [])));
  return [...actions].reduce(
    (text, { name, commit, version }) =>
      text.replaceAll(`uses: ${name}@${commit}\n`, `uses: ${name}@${commit} # ${version}\n`),
    document,
  );
}
