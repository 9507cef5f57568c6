import { dirname } from 'node:path';
import { run } from './run.mjs';
import { sources } from './sources.mjs';

const root = dirname(dirname(import.meta.dirname));
process.exitCode = await run(sources, root, process.argv.slice(2));
