import { ConfigError } from '../vocabulary/config-error';

/**
 * Runs the program. A mistake in what users configured ends it with its message and exit code 1; anything else is a
 * mistake of the program and keeps its stack.
 */
export function runProgram(program: () => void): void {
  try {
    program();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
