import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { readAppConfig } from './app-config';
import { CommandError, type Command } from './command';
import { readCommandLine } from './command-line';
import { printableLine } from '../vocabulary/printable';
import { StagedFolder } from '../vocabulary/staged-folder';

const usage = `Usage: event-mesh synth [--app COMMAND] [--output FOLDER]

Runs the app and replaces the output folder by what it has written, if it succeeds. If it fails or is
interrupted, the output folder stays as it was.

  -a, --app COMMAND    the command that runs the app (default: 'app' of cdk8s.yaml); it is told where to write
                       by CDK8S_OUTDIR
  -o, --output FOLDER  the folder to replace (default: 'output' of cdk8s.yaml, else dist)
  -h, --help           print this

Exit code: that of the app; 1 if it wrote no manifest or the folder cannot be replaced; 2 for a wrong option.
`;

/** `event-mesh synth`: the app's manifests, published whole or not at all. */
export const synth: Command = {
  name: 'synth',
  summary: 'synthesise the manifests of all environments, whole or not at all',
  usage,

  async run(args) {
    const { values, positionals } = readCommandLine(args, {
      app: { value: true, short: 'a' },
      output: { value: true, short: 'o' },
    });
    if (positionals[0] !== undefined) throw new CommandError(`unexpected argument '${positionals[0]}'`, 2);
    const config = readAppConfig();
    const app = values.get('app') ?? config.app;
    if (app === undefined) {
      throw new CommandError(
        `no app to run: there is no 'app' in cdk8s.yaml of ${process.cwd()}; add one, or name it with --app`,
      );
    }
    const output = values.get('output') ?? config.output ?? 'dist';

    const staged = StagedFolder.prepare(output);
    try {
      process.stdout.write('Synthesizing application\n');
      const exitCode = await runApp(app, staged.folder);
      if (exitCode !== 0) return exitCode;
      const manifests = yamlFiles(staged.folder);
      if (manifests.length === 0) {
        throw new CommandError(`'${app}' wrote no manifest to the folder that CDK8S_OUTDIR names`);
      }
      staged.publish();
      for (const manifest of manifests) {
        process.stdout.write(`${printableLine(`  - ${path.join(output, manifest)}`)}\n`);
      }
      return 0;
    } finally {
      staged.discard();
    }
  },
};

/** Runs a shell command; its exit code is, as in a shell, 128 and the signal's number if a signal ended it. */
function runApp(command: string, outdir: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const app = spawn(command, {
      shell: true,
      stdio: 'inherit',
      env: { ...process.env, CDK8S_OUTDIR: outdir },
      // A group of its own, so that a signal reaches what the shell has started too.
      detached: true,
    });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    let interruption: NodeJS.Signals | undefined;
    const forward = (signal: NodeJS.Signals) => {
      interruption = signal;
      if (app.pid !== undefined && app.exitCode === null) process.kill(-app.pid, signal);
    };
    const settle = (done: () => void) => {
      for (const signal of signals) process.off(signal, forward);
      done();
    };
    for (const signal of signals) process.on(signal, forward);
    app.once('error', (error) => {
      settle(() => {
        reject(new CommandError(`cannot run '${command}': ${error.message}`));
      });
    });
    app.once('exit', (code, signal) => {
      settle(() => {
        // An app that ends in good order on Ctrl-C has not written everything.
        const end = interruption ?? signal;
        resolve(end === null ? (code ?? 1) : 128 + constants.signals[end]);
      });
    });
  });
}

/** Told by their entries: by names alone, Node goes into the folders that links lead to, and round in circles. */
function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.yaml') && !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
