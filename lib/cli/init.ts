import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { CommandError, type Command } from './command';
import { readCommandLine } from './command-line';
import { projectFiles } from './project-files';
import { checkProjectName } from './project-name';
import { printableLine } from '../vocabulary/printable';
import { StagedFolder } from '../vocabulary/staged-folder';

const usage = `Usage: event-mesh init NAME

Makes a cdk8s project in the new folder NAME: an HTTP API behind a gateway, a worker, their database and their queue,
for two environments, with tests and a workflow for CI. It synthesises, tests and checks as it is; change
system-chart.ts to what you have. NAME may be a path; its last part names the project, its namespace and its chart.

  -h, --help           print this

Exit code: 0; 1 if there is something in the folder already, or it cannot be made; 2 for a name that npm, Kubernetes or
Helm would refuse.
`;

/** `event-mesh init`: a new project that works as it is. */
export const init: Command = {
  name: 'init',
  summary: 'make a new project that synthesises, tests and checks',
  usage,

  run(args) {
    const { positionals } = readCommandLine(args, {});
    const [folder, further] = positionals;
    if (folder === undefined) throw new CommandError('no NAME; name the folder of the new project', 2);
    if (further !== undefined) throw new CommandError(`unexpected argument '${further}'`, 2);
    const name = path.basename(path.resolve(folder));
    checkProjectName(name);
    const files = projectFiles(name);
    createFolder(folder, files);
    const shown = printableLine(folder);
    process.stdout.write(
      `Made ${shown}: ${[...files.keys()].sort().join(', ')}\n\nNext:\n` +
        `  cd ${shown}\n  npm install\n  npm run synth && npm test && npm run check\n`,
    );
    return Promise.resolve(0);
  },
};

/** Makes a folder of these files, whole or not at all; nothing that is there is ever replaced. */
function createFolder(folder: string, files: ReadonlyMap<string, string>): void {
  refuseUnlessEmpty(path.resolve(folder), folder);
  const staged = StagedFolder.prepare(folder);
  try {
    staged.write(files);
    staged.publishNew();
  } finally {
    staged.discard();
  }
}

function refuseUnlessEmpty(target: string, folder: string): void {
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory()) {
    throw new CommandError(`'${folder}' is a file; name a folder that is not there yet, or an empty one`);
  }
  const [found] = readdirSync(target).sort();
  if (found !== undefined) {
    throw new CommandError(`'${folder}' is not empty: it has ${found}; name a folder that is not there yet`);
  }
}
