import { CommandError } from './command';

/**
 * The value of an option that takes one of a few words; the first word when it is not given.
 *
 * @throws CommandError (exit code 2) naming the words, for any other
 */
export function chosenWord<T extends string>(
  option: string,
  values: ReadonlyMap<string, string>,
  words: readonly [T, ...T[]],
): T {
  const given = values.get(option) ?? words[0];
  const found = words.find((word) => word === given);
  if (found === undefined) {
    throw new CommandError(`option '--${option}' is '${given}', expected ${words.join(', ')}`, 2);
  }
  return found;
}
