import { execFile } from 'node:child_process';

export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Text for standard input. */
  readonly input?: string;
  /** Environment variables beside the ones of this process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/**
 * Runs a program to its end and gives what it printed, whatever its exit code.
 *
 * @throws when it could not be started, or was ended by a signal
 */
export const runProgram = (
  file: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<ProgramResult> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, ...options.env };
    const child = execFile(
      file,
      args,
      { env, cwd: options.cwd, maxBuffer: 1 << 28 },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number')
          reject(new Error(`cannot run ${file}: ${error.message}`, { cause: error }));
        else resolve({ exitCode: child.exitCode ?? 0, stdout, stderr });
      },
    );
    child.stdin?.end(options.input ?? '');
  });
