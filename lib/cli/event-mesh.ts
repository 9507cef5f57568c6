#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import type { Command } from './command';
import { commandFailure } from './command-failure';
import { handleOutputErrors } from './output-errors';
import { nearestName } from '../vocabulary/nearest-name';
import { printable } from '../vocabulary/printable';

// V8 optimises code a moment later than it would by itself: in a program that ends within seconds, much of that work is
// for nothing. Later still, and the program itself would be slower.
setFlagsFromString('--interrupt-budget=200000');

/** Each command is loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.js')).check,
  cost: async () => (await import('./cost.js')).cost,
  diff: async () => (await import('./diff.js')).diff,
  init: async () => (await import('./init.js')).init,
  report: async () => (await import('./report.js')).report,
  route: async () => (await import('./route.js')).route,
  synth: async () => (await import('./synth.js')).synth,
  test: async () => (await import('./test.js')).test,
};

async function usage(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  return `Usage: event-mesh <command> [options]

Commands:
${all.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join('\n')}

'event-mesh <command> --help' tells a command's options.
`;
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? process.stderr : process.stdout).write(await usage());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    return fail(unknownCommand(name), 2);
  }
  const command = await load();
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(command.usage);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    const failure = commandFailure(error);
    if (!failure) throw error;
    const { message, exitCode } = failure;
    const hint = exitCode === 2 ? `\nRun 'event-mesh ${name} --help' for its options.` : '';
    return fail(`event-mesh ${name}: ${message}${hint}`, exitCode);
  }
}

function unknownCommand(name: string): string {
  const names = Object.keys(commands);
  const nearest = nearestName(name, names);
  const remedy =
    nearest === undefined ? `the commands are: ${names.join(', ')}` : `did you mean '${nearest}'?`;
  const what = name.startsWith('-') ? 'option' : 'command';
  return `event-mesh: unknown ${what} '${name}'; ${remedy}\nRun 'event-mesh --help' for the commands.`;
}

function fail(message: string, exitCode: number): number {
  process.stderr.write(`${printable(message)}\n`);
  return exitCode;
}

handleOutputErrors();
void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
