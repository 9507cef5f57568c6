// node scripts/fresh.mjs __tests__/docs/run-guides.ts TARBALL FOLDER [GUIDE…] follows the guides of docs/ in an empty
// folder, with the packed package: the tutorial makes and installs a project, and each further guide begins with a new one.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findHelm } from '../helm/helm';
import { followGuide } from './follow-guide';
import { guides } from './guides';

const TUTORIAL = 'docs/tutorial.md';
const root = process.cwd();
const [tarball = '', folder = '', ...chosen] = process.argv.slice(2);

async function run(): Promise<void> {
  const commands = path.join(folder, 'commands.txt');
  mkdirSync(folder, { recursive: true });
  writeFileSync(commands, '');
  const env = {
    ...process.env,
    GUIDE_COMMANDS: commands,
    GUIDE_HELM: await findHelm(),
    PATH: `${path.join(root, '__tests__/docs/bin')}:${process.env['PATH'] ?? ''}`,
    npm_config_prefer_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
  };
  const beginning = path.join(folder, 'tutorial');
  mkdirSync(beginning);
  copyFileSync(tarball, path.join(beginning, path.basename(tarball)));
  tell(TUTORIAL);
  const project = followGuide(TUTORIAL, { root, folder: beginning, env });

  for (const guide of guides(root).filter((one) => chosen.length === 0 || chosen.includes(one))) {
    tell(guide);
    const place = path.join(folder, path.basename(guide, '.md'), path.basename(project));
    const command = path.join(project, 'node_modules/.bin/event-mesh');
    execFileSync(command, ['init', place], { stdio: ['ignore', 'ignore', 'inherit'] });
    symlinkSync(path.join(project, 'node_modules'), path.join(place, 'node_modules'));
    followGuide(guide, { root, folder: place, env });
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
