import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseValuesYaml } from '../../lib/emit/values-yaml';
import type { DeployContext } from '../../lib/values/evaluate';
import type { JsonObject } from '../../lib/vocabulary/json';
import { TemporaryFolder } from '../fixtures/temporary-folder';

/** What Helm made of a values file: objects, or why it refuses. */
export type Rendered = { readonly objects: JsonObject[] } | { readonly refusal: string };

/** A chart that lies in a folder, to be rendered any number of times by the real `helm template`. */
export class ChartOnDisk {
  private readonly folder = new TemporaryFolder();

  /**
   * @param helm path of the program
   * @param files the text of each file by its path in the chart
   */
  constructor(
    private readonly helm: string,
    files: ReadonlyMap<string, string>,
  ) {
    for (const [path, text] of files) this.folder.write(`chart/${path}`, text);
  }

  /** Renders the chart with a values file. Several renderings may run at once. */
  async render(valuesFile: string, { name, namespace }: DeployContext['release']): Promise<Rendered> {
    const { status, output, errors } = await run(
      this.helm,
      ['template', name, this.folder.at('chart'), '-n', namespace, '--kube-version', '1.31.0', '-f', '-'],
      valuesFile,
    );
    return status === 0 ? { objects: documents(output) } : { refusal: errors.trim() };
  }

  remove(): void {
    this.folder.remove();
  }
}

/** Does something for each element, in as many strands as there are cores; results keep their order. */
export async function onAllCores<T, R>(
  elements: readonly T[],
  work: (element: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = elements.entries();
  const strand = async () => {
    for (const [index, element] of queue) results[index] = await work(element, index);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, strand));
  return results;
}

/** The documents as Kubernetes reads them, whose YAML library is the one that reads values files. */
function documents(output: string): JsonObject[] {
  return output
    .split(/^---.*$/m)
    .map((text) => parseValuesYaml(text, 'output of helm template'))
    .filter((document) => Object.keys(document).length > 0);
}

function run(
  program: string,
  args: string[],
  input: string,
): Promise<{ status: number | null; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    // It lives for a tenth of a second: to collect garbage costs more than it gives.
    const child = spawn(program, args, { stdio: 'pipe', env: { ...process.env, GOGC: 'off' } });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() });
    });
    // A program that ends before it has read everything says why on its own.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
