import { jest } from '@jest/globals';
import type { Command } from '../../lib/cli/command';
import { commandFailure } from '../../lib/cli/command-failure';

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
    const failure = commandFailure(error);
    if (!failure) throw error;
    return { exitCode: failure.exitCode, stdout: printed.stdout, stderr: failure.message };
  } finally {
    jest.restoreAllMocks();
  }
}
