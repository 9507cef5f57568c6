// What a program of many services costs: the tree, three environments, the Helm chart and the analysis, against what
// cdk8s's own `App.synth()` takes to print the same objects. Both run from their sources, in one process each.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spread, takeTurns } from './measure.mjs';

const RUNS = 7;
const COUNTS = [10, 100, 500, 1000, 5000];
const RATIO = 1;
const GROWTH = 11;
const MEGABYTES = 1024;

const root = path.dirname(import.meta.dirname);
const folder = path.join(import.meta.dirname, 'scale');
const costsByCount = new Map();

/** Runs a program of scale/ and reads the laps that it prints. */
function run(program, ...args) {
  const command = [path.join(root, 'scripts', 'fresh.mjs'), path.join(folder, program), ...args];
  return JSON.parse(execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8' }));
}

export default function benchmark() {
  const out = mkdtempSync(path.join(os.tmpdir(), 'scale-bench-'));
  try {
    return COUNTS.flatMap((count, index) => {
      const costs = costsOf(String(count), path.join(out, String(count)));
      print(count, costs);
      costsByCount.set(count, costs);
      const last = index === COUNTS.length - 1;
      return [ratioBar(count, costs), ...(last ? [growthBar(), memoryBar(costs)] : [])];
    });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function costsOf(count, out) {
  const [objects, environments] = [`${out}.jsonl`, path.join(folder, 'environments')];
  const costs = { project: [], peer: [] };
  run('project.ts', count, environments, out, objects);
  const measured = (name, ...args) => {
    rmSync(out, { recursive: true, force: true });
    costs[name].push(run(`${name}.ts`, ...args));
  };
  takeTurns(RUNS, {
    project: () => measured('project', count, environments, out),
    peer: () => measured('peer', objects, out),
  });
  // The first run of each goes unmeasured.
  return { project: costs.project.slice(1), peer: costs.peer.slice(1) };
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const seconds = ({ laps }) => sum(Object.values(laps));

function print(count, { project, peer }) {
  const lap = (runs, name) => `${name} ${spread(runs.map(({ laps }) => laps[name])).median.toFixed(2)}`;
  const line = (runs) => {
    const { median, least, greatest } = spread(runs.map(seconds));
    const laps = Object.keys(runs[0].laps).map((name) => lap(runs, name));
    const megabytes = Math.round(spread(runs.map((one) => one.megabytes)).median);
    return `${median.toFixed(2)} s (${least.toFixed(2)} to ${greatest.toFixed(2)}): ${laps.join(', ')}; ${megabytes} MB`;
  };
  console.log(
    `${count} services, processor seconds, median of ${RUNS} runs taking turns (least to greatest)`,
  );
  console.log(`  this library  ${line(project)}`);
  console.log(`  cdk8s alone   ${line(peer)}`);
}

function ratioBar(count, { project, peer }) {
  const ratio = spread(project.map((run, turn) => seconds(run) / peer[turn].laps.synth)).median;
  const text = `${count} services: ${ratio.toFixed(2)} × App.synth() of the same objects, at most ${RATIO}`;
  return { text, held: ratio <= RATIO };
}

function growthBar() {
  const [small, large] = [500, 5000].map(
    (count) => spread(costsByCount.get(count).project.map(seconds)).median,
  );
  const growth = large / small;
  return {
    text: `5,000 services cost ${growth.toFixed(1)} × what 500 cost, at most ${GROWTH}`,
    held: growth <= GROWTH,
  };
}

function memoryBar({ project }) {
  const { median } = spread(project.map(({ megabytes }) => megabytes));
  return { text: `in ${Math.round(median)} MB, at most ${MEGABYTES} MB`, held: median <= MEGABYTES };
}
