import { CommandError } from './command';
import { ConfigError } from '../vocabulary/config-error';
import { isSystemError } from '../vocabulary/system-error';

/** What a command ends with when it throws; nothing for a mistake of the program itself, which keeps its stack. */
export function commandFailure(error: unknown): CommandError | undefined {
  if (error instanceof CommandError) return error;
  return isSystemError(error) || error instanceof ConfigError ? new CommandError(error.message) : undefined;
}
