// node scripts/fresh.mjs __tests__/docs/run-guides.ts TARBALL FOLDER CLONE [PART…] follows the documents that need no cluster,
// with the packed package in an empty folder, and runs the commands of event-mesh that their texts name.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findHelm } from '../helm/helm';
import { runsBy } from './document-runs';
import { Reader, TUTORIAL } from './reader';
import { runInlineCommands } from './run-inline-commands';

const root = process.cwd();
const [tarball = '', folder = '', clone = '', ...chosen] = process.argv.slice(2);

async function run(): Promise<void> {
  const commands = path.join(folder, 'commands.txt');
  mkdirSync(folder, { recursive: true });
  writeFileSync(commands, '');
  const env = {
    ...process.env,
    // Jest writes no snapshots where this is set.
    CI: undefined,
    GUIDE_COMMANDS: commands,
    GUIDE_HELM: await findHelm(),
    PATH: `${path.join(root, '__tests__/docs/bin')}:${process.env['PATH'] ?? ''}`,
    npm_config_prefer_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
  };
  const reader = new Reader({ root, tarball, folder, env }, clone);
  for (const part of runsBy(root, 'pack')) {
    if (chosen.length > 0 && part.part !== TUTORIAL && !chosen.includes(part.part)) continue;
    tell(part.part);
    const end = reader.follow(part);
    if (part.part === TUTORIAL) {
      tell('commands in texts');
      runInlineCommands(root, end, env);
    }
  }
  tell(`and, not against a cluster:\n${readFileSync(commands, 'utf8').replace(/^/gm, '  ').trimEnd()}`);
}

function tell(text: string): void {
  process.stderr.write(`guide: ${text}\n`);
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
