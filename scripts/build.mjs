// npm run build: compiles lib/ to build/, and takes along the pages that programs read when they run.
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const rules = (folder) => path.join(root, folder, 'analysis', 'rules');

rmSync(path.join(root, 'build'), { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
cpSync(rules('lib'), rules('build/lib'), { recursive: true, filter: (file) => !file.endsWith('.ts') });
