import { jest } from '@jest/globals';
import { CommandError, type Command } from '../../lib/cli/command';

/** How a command ended that ran in this process. */
export interface CommandOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process: what it prints, and its exit code. */
export async function runCommand(command: Command, args: readonly string[]): Promise<CommandOutcome> {
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += String(text);
      return true;
    });
  }
  try {
    return { exitCode: await command.run(args), ...printed };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { exitCode: error.exitCode, stdout: printed.stdout, stderr: error.message };
  } finally {
    jest.restoreAllMocks();
  }
}
