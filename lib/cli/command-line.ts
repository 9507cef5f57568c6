import { parseArgs } from 'node:util';
import { CommandError } from './command';
import { nearestName } from '../vocabulary/nearest-name';

/** The options that a command takes: `true` for one that needs a value, `false` for a flag. */
export type OptionTable = Readonly<Record<string, { readonly value: boolean; readonly short?: string }>>;

/** What stood on a command line. */
export interface CommandLine {
  /** The value of each option that was given (the last one, when given twice). */
  readonly values: ReadonlyMap<string, string>;
  /** Every value of each option that was given, in their order. */
  readonly repeated: ReadonlyMap<string, readonly string[]>;
  /** The flags that were given. */
  readonly flags: ReadonlySet<string>;
  readonly positionals: readonly string[];
}

/**
 * Reads the arguments of a command.
 *
 * @throws CommandError (exit code 2) for an option that the command does not know, or that lacks its value
 */
export function readCommandLine(args: readonly string[], options: OptionTable): CommandLine {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value, short }]) => [
        name,
        {
          type: value ? ('string' as const) : ('boolean' as const),
          ...(short === undefined ? {} : { short }),
        },
      ]),
    ),
    // Lenient here and strict below: Node's own errors do not name the nearest option.
    strict: false,
    tokens: true,
  });

  const values = new Map<string, string>();
  const repeated = new Map<string, readonly string[]>();
  const flags = new Set<string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) throw new CommandError(unknownOption(token.rawName, options), 2);
    if (option.value) {
      // `--output --app` and `--output ''` are slips; `--output=-x` says that the dash is meant.
      const missing = !token.value || (token.value.startsWith('-') && !token.inlineValue);
      if (missing) throw new CommandError(`option '${token.rawName}' needs a value`, 2);
      values.set(token.name, token.value);
      repeated.set(token.name, [...(repeated.get(token.name) ?? []), token.value]);
    } else {
      if (token.value !== undefined) {
        throw new CommandError(`option '${token.rawName}' takes no value, but was given '${token.value}'`, 2);
      }
      flags.add(token.name);
    }
  }
  return { values, repeated, flags, positionals };
}

function unknownOption(rawName: string, options: OptionTable): string {
  const nearest = nearestName(rawName.replace(/^-+/, ''), Object.keys(options));
  return `unknown option '${rawName}'` + (nearest === undefined ? '' : `; did you mean '--${nearest}'?`);
}
