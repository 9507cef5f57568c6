#!/usr/bin/env node
import { CommandError, type Command } from './command';
import { nearestName } from '../vocabulary/nearest-name';
import { check } from './check';
import { cost } from './cost';
import { diff } from './diff';
import { init } from './init';
import { route } from './route';
import { synth } from './synth';
import { test } from './test';

const commands: readonly Command[] = [check, cost, diff, init, route, synth, test];

const usage = `Usage: event-mesh <command> [options]

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join('\n')}

'event-mesh <command> --help' tells a command's options.
`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? process.stderr : process.stdout).write(usage);
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    return fail(unknownCommand(name), 2);
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(command.usage);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const hint = error.exitCode === 2 ? `\nRun 'event-mesh ${name} --help' for its options.` : '';
    return fail(`event-mesh ${name}: ${error.message}${hint}`, error.exitCode);
  }
}

function unknownCommand(name: string): string {
  const names = commands.map((command) => command.name);
  const nearest = nearestName(name, names);
  const remedy =
    nearest === undefined ? `the commands are: ${names.join(', ')}` : `did you mean '${nearest}'?`;
  const what = name.startsWith('-') ? 'option' : 'command';
  return `event-mesh: unknown ${what} '${name}'; ${remedy}\nRun 'event-mesh --help' for the commands.`;
}

function fail(message: string, exitCode: number): number {
  process.stderr.write(`${message}\n`);
  return exitCode;
}

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
