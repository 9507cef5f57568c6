// npm run build: compiles lib/ to build/, makes the command one file, and takes along what programs read when they run:
// the pages of rules, the template of new projects, and the script and style of reports.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const tsc = require.resolve('typescript/bin/tsc');
const rules = (folder) => path.join(root, folder, 'analysis', 'rules');

rmSync(path.join(root, 'build'), { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
const template = path.join('lib', 'cli', 'template');
cpSync(path.join(root, template), path.join(root, 'build', template), { recursive: true });
cpSync(rules('lib'), rules('build/lib'), { recursive: true, filter: (file) => !file.endsWith('.ts') });

// Finding and loading four hundred modules would be a third of a short run. Packages stay outside.
const command = path.join(root, 'build', 'lib', 'cli', 'event-mesh.js');
await build({
  entryPoints: [path.join(root, 'lib', 'cli', 'event-mesh.ts')],
  outfile: command,
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  allowOverwrite: true,
});
chmodSync(command, 0o755);

// The very bundles that a run from the sources would make.
const { bundledPage } = require(path.join(root, 'build', 'lib', 'report', 'page-code.js'));
const { script, style } = bundledPage(path.join(root, 'lib', 'report', 'page'));
writeFileSync(path.join(root, 'build', 'lib', 'report', 'page.js'), script);
writeFileSync(path.join(root, 'build', 'lib', 'report', 'page.css'), style);
