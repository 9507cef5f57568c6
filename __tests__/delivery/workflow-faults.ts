import { load } from 'js-yaml';

export interface WorkflowStep {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface WorkflowJob {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly environment?: { readonly name: string; readonly url?: string };
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly strategy?: { readonly matrix: { readonly include: readonly Record<string, string>[] } };
  readonly steps: readonly WorkflowStep[];
}

/** A workflow as GitHub reads it. */
export interface ReadWorkflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

export function readWorkflow(text: string): ReadWorkflow {
  return load(text) as ReadWorkflow;
}

/** What a workflow has that no workflow here may have: each as `where: what`. */
export function workflowFaults(text: string): string[] {
  const workflow = readWorkflow(text);
  return [
    ...(isEmpty(workflow.permissions)
      ? []
      : ["permissions: the token may do what no job asks for, expected '{}'"]),
    ...('pull_request_target' in workflow.on
      ? ['on: pull_request_target gives the secrets to the code of a pull request']
      : []),
    ...('pull_request' in workflow.on && /\bsecrets\b/.test(text.replace(/^#.*$/gm, ''))
      ? ['on: a workflow of pull requests reads a secret']
      : []),
    ...Object.entries(workflow.jobs).flatMap(([id, job]) =>
      [...jobFaults(job), ...job.steps.flatMap((step) => stepFaults(step, text, workflow))].map(
        (fault) => `${id}: ${fault}`,
      ),
    ),
  ];
}

function jobFaults(job: WorkflowJob): string[] {
  const deploys = job.environment !== undefined;
  return [
    ...(job.permissions ? [] : ['does not say what its token may do']),
    ...(job['timeout-minutes'] ? [] : ['may run for six hours']),
    ...(deploys && job.concurrency?.['cancel-in-progress']
      ? ['may be ended in the middle of a deployment']
      : []),
  ];
}

function stepFaults(
  { uses, run, with: inputs = {} }: WorkflowStep,
  text: string,
  { on }: ReadWorkflow,
): string[] {
  const faults: string[] = [];
  if (run?.includes('${{')) faults.push('an expression stands in a script, expected a variable');
  if (uses === undefined) return faults;
  if (!/^[\w./-]+@[0-9a-f]{40}$/.test(uses)) faults.push(`${uses} is not pinned by its commit`);
  if (!new RegExp(`uses: ${uses.replaceAll('.', '\\.')} # v\\d+\\.\\d+\\.\\d+$`, 'm').test(text)) {
    faults.push(`${uses} does not say which version it is`);
  }
  if (!uses.startsWith('actions/checkout@')) return faults;
  if (inputs['persist-credentials'] !== false) faults.push('the token stays in the checked out folder');
  if ('workflow_run' in on && inputs['ref'] !== undefined) faults.push('code of a pull request gets a token');
  return faults;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
