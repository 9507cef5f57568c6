// What it costs a consumer's test to load the library, against loading cdk8s-plus-28, which it would load anyway. It
// runs what `npm run build` made.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { spread, takeTurns } from './measure.mjs';

const RUNS = 21;
const MILLISECONDS = 150;

const root = path.dirname(import.meta.dirname);
const LOADED = {
  nothing: [],
  peer: ['cdk8s-plus-28'],
  library: [path.join(root, 'build', 'lib', 'index.js')],
  matchers: [
    path.join(root, 'build', 'lib', 'index.js'),
    path.join(root, 'build', 'lib', 'jest', 'matchers.js'),
  ],
};

/** Processor milliseconds of a process that loads some modules. */
function cost(modules) {
  const program = `for (const one of ${JSON.stringify(modules)}) require(one);
    const { user, system } = process.cpuUsage();
    console.log((user + system) / 1000);`;
  return Number(execFileSync(process.execPath, ['-e', program], { cwd: root, encoding: 'utf8' }));
}

export default function benchmark() {
  const costs = Object.fromEntries(Object.keys(LOADED).map((name) => [name, []]));
  takeTurns(
    RUNS,
    Object.fromEntries(
      Object.entries(LOADED).map(([name, modules]) => [name, () => costs[name].push(cost(modules))]),
    ),
  );
  // The first run of each goes unmeasured.
  const measured = (name) => costs[name].slice(1);
  const over = (name, floor) =>
    spread(measured(name).map((figure, turn) => figure - measured(floor)[turn])).median;
  console.log(
    `loading, processor milliseconds, median of ${RUNS} processes taking turns (least to greatest)`,
  );
  for (const [name, label] of [
    ['nothing', 'nothing'],
    ['peer', 'cdk8s-plus-28'],
    ['library', 'this library, which loads it'],
    ['matchers', '  and its matchers for Jest'],
  ]) {
    const { median, least, greatest } = spread(measured(name));
    console.log(`  ${label.padEnd(30)} ${median.toFixed(0)} (${least.toFixed(0)} to ${greatest.toFixed(0)})`);
  }
  const [own, ratio] = [over('library', 'peer'), over('library', 'nothing') / over('peer', 'nothing')];
  return [
    {
      text: `${own.toFixed(0)} ms over cdk8s-plus-28 (${ratio.toFixed(2)} ×), at most ${MILLISECONDS} ms`,
      held: own <= MILLISECONDS,
    },
  ];
}
