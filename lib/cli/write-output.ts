import { CommandError } from './command';
import { replaceFile } from '../vocabulary/replace-file';

/**
 * Writes the file that an option names, whole or not at all.
 *
 * @throws CommandError (exit code 2) when it cannot be written; it is then as it was
 */
export function writeOutput(option: string, file: string, text: string): void {
  try {
    replaceFile(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`option '--${option}': ${file} cannot be written: ${reason}`, 2);
  }
}
