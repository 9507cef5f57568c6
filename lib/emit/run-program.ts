import { ConfigError } from '../vocabulary/config-error';
import { printable, printableLine } from '../vocabulary/printable';
import { isSystemError } from '../vocabulary/system-error';

/**
 * Runs the program and prints what it tells, on standard error since cdk8s keeps the other one. A mistake in what users
 * configured, or a disk that cannot be written to, ends it with its message and exit code 1; anything else is a mistake
 * of the program and keeps its stack.
 */
export function runProgram(program: () => readonly string[]): void {
  try {
    for (const notice of program()) process.stderr.write(`${printableLine(notice)}\n`);
  } catch (error) {
    if (!(error instanceof ConfigError || isSystemError(error))) throw error;
    process.stderr.write(`${printable(error.message)}\n`);
    process.exitCode = 1;
  }
}
