import * as fc from 'fast-check';
import { PROTOTYPE_KEYS } from './mutations';

/** Options that no command knows: keys that every object of JavaScript has. */
export const UNKNOWN_OPTIONS = PROTOTYPE_KEYS.map((name) => `--${name}`);

/** Anything that may stand on a command line: mostly what some command takes, and often where it is not taken. */
export function argument(options: readonly string[], values: readonly string[]): fc.Arbitrary<string> {
  const written = [...options.map((name) => `--${name}`), ...UNKNOWN_OPTIONS];
  const forms = written.flatMap((name) => [name, `${name}=`, `${name}=text`, name.replace('--', '--no-')]);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...values) },
    { weight: 2, arbitrary: fc.constantFrom(...forms) },
    // Standard input would be waited for, no argument of a process holds NUL, and paths lead nowhere out of the test.
    { weight: 1, arbitrary: fc.string().filter((text) => !/^-|^\/|\.\.|\0/.test(text)) },
  );
}
