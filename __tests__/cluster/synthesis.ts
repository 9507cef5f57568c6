import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { dump, load } from 'js-yaml';

import { projectRoot } from './programs';
import { runProgram } from './run-program';

/** The values of one environment file. */
export type Values = Readonly<Record<string, unknown>>;

const isEnvironmentFile = (file: string): boolean => /\.ya?ml$/.test(file);

/** The project's environments: each is a file of environments/ and becomes a folder of the output. */
export const environments: readonly string[] = readdirSync(path.join(projectRoot, 'environments'))
  .filter(isEnvironmentFile)
  .map((file) => path.parse(file).name);

/** What the project's synth command wrote, in a temporary folder. */
export class Synthesis {
  private constructor(private readonly folder: string) {}

  /**
   * Runs `npm run synth` on the project, or on a copy of it whose environment files `change` has changed.
   *
   * @throws with what the command printed, when it fails
   */
  static async run(change?: (values: Values) => Values): Promise<Synthesis> {
    const folder = mkdtempSync(path.join(tmpdir(), 'event-mesh-synthesis-'));
    const project = change === undefined ? projectRoot : copyProject(path.join(folder, 'project'), change);
    const synthesis = new Synthesis(folder);
    const { exitCode, stdout, stderr } = await runProgram(
      'npm',
      ['run', '--silent', 'synth', '--', '--output', synthesis.output],
      { cwd: project },
    );
    if (exitCode === 0) return synthesis;
    synthesis.remove();
    throw new Error(`npm run synth failed:\n${stdout}${stderr}`);
  }

  private get output(): string {
    return path.join(this.folder, 'dist');
  }

  /** Where the manifests of an environment lie. */
  manifests(environment: string): string {
    return path.join(this.output, environment);
  }

  /** Where the report on an environment lies that `file` names. */
  report(environment: string, file: string): string {
    return path.join(this.output, 'reports', environment, file);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The project by links, but for its environment files. */
const copyProject = (target: string, change: (values: Values) => Values): string => {
  mkdirSync(target);
  for (const name of readdirSync(projectRoot).filter(
    (entry) => entry !== 'environments' && entry !== 'dist',
  )) {
    symlinkSync(path.join(projectRoot, name), path.join(target, name));
  }
  const copied = path.join(target, 'environments');
  cpSync(path.join(projectRoot, 'environments'), copied, { recursive: true });
  for (const file of readdirSync(copied).filter(isEnvironmentFile)) {
    const values = load(readFileSync(path.join(copied, file), 'utf8')) as Values;
    writeFileSync(path.join(copied, file), dump(change(values)));
  }
  return target;
};
