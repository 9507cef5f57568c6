// npm run bench [-- NAME…]: runs the benchmarks of this folder, or those named (`synth` is synth.bench.mjs). Each
// compares with a peer or a floor in the same run; exit code 1 if a bar is missed.
import { readdirSync } from 'node:fs';
import os from 'node:os';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.replace('.bench.mjs', ''))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`no benchmark '${unknown}'; there is: ${names.join(', ')}`);
  process.exit(2);
}

console.log(`Node ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? 'CPU'}\n`);
let missed = 0;
for (const name of wanted.length > 0 ? wanted : names) {
  const { default: benchmark } = await import(`./${name}.bench.mjs`);
  /** Each bar is `{ text, held }`. */
  const bars = await benchmark();
  for (const { text, held } of bars) console.log(`  ${held ? 'held  ' : 'MISSED'} ${text}`);
  missed += bars.filter((bar) => !bar.held).length;
  console.log();
}
process.exitCode = missed > 0 ? 1 : 0;
