import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProbeCommand, Script } from '../../../lib/vocabulary/script';

/** A script as a construct finds it, with the name of its constant and of the file that documents it. */
export interface CarriedScript {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly env: readonly string[];
  readonly optionalEnv: readonly string[];
}

const folder = join(__dirname, '../../../lib/stores/scripts');

const textOf = (exported: Script | ProbeCommand) =>
  'text' in exported ? exported.text : exported.command.slice(exported.command[0] === 'sh' ? 2 : 0).join(' ');

/** Every script and probe command of lib/stores/scripts, found by what the files export. */
export function carriedScripts(): CarriedScript[] {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the files are not known beforehand
    const exported = require(file) as Record<string, unknown>;
    return Object.entries(exported)
      .filter(
        (entry): entry is [string, Script | ProbeCommand] =>
          typeof entry[1] === 'object' && entry[1] !== null && 'env' in entry[1],
      )
      .map(([constant, script]) => ({
        name: constant,
        file,
        text: textOf(script),
        env: script.env,
        optionalEnv: script.optionalEnv,
      }));
  });
}
