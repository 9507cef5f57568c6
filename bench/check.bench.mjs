// What `event-mesh check` of many services costs in one cold process, against the floor: parsing the same YAML with
// js-yaml and doing nothing with it. Whether the cost grows with the number of services, and not faster.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { servicesYaml } from './check/services.mjs';
import { spread, takeTurns } from './measure.mjs';

const RUNS = 7;
const COUNTS = [1000, 3000, 9000];
/** Of 3,000 services; what `istioctl analyze` takes for them. */
const SECONDS = 2;
const MEGABYTES = 160;
const RATIO = 2.5;
const GROWTH = 3.3;

const command = path.join(import.meta.dirname, '..', 'build', 'lib', 'cli', 'event-mesh.js');
const yaml = createRequire(import.meta.url).resolve('js-yaml');
/** Prints what the process took, when it ends. */
const report = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write(JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }));
});`;
const parse = `${report} require(${JSON.stringify(yaml)}).loadAll(require('fs').readFileSync(process.argv[1], 'utf8'));`;
const reporting = `data:text/javascript,${encodeURIComponent(report)}`;

/** Runs a Node process and reads what it took. */
function cost(args) {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr}`);
  return JSON.parse(stderr);
}

export default function benchmark() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'check-bench-'));
  try {
    const cases = COUNTS.flatMap((count) => {
      const file = path.join(folder, `${count}.yaml`);
      writeFileSync(file, servicesYaml(count));
      return [
        [`check ${count}`, ['--import', reporting, command, 'check', file]],
        [`parse ${count}`, ['-e', parse, file]],
      ];
    });
    const costs = Object.fromEntries(cases.map(([name]) => [name, []]));
    const seconds = takeTurns(
      RUNS,
      Object.fromEntries(cases.map(([name, args]) => [name, () => costs[name].push(cost(args))])),
    );
    return bars(costs, seconds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bars(costs, seconds) {
  // The first run of each goes unmeasured.
  const cpu = (name) => costs[name].slice(1).map((one) => one.cpu);
  const ratio = (one, other) => spread(cpu(one).map((figure, turn) => figure / cpu(other)[turn])).median;
  console.log(`median of ${RUNS} cold processes: processor seconds (seconds on the clock), peak memory`);
  for (const name of Object.keys(costs)) {
    const memory = spread(costs[name].map(({ megabytes }) => megabytes)).median;
    const [busy, clock] = [spread(cpu(name)).median, spread(seconds[name]).median];
    console.log(`  ${name} services: ${busy.toFixed(2)} s (${clock.toFixed(2)} s), ${Math.round(memory)} MB`);
  }
  const [clock, memory] = [
    spread(seconds['check 3000']).median,
    spread(costs['check 3000'].map(({ megabytes }) => megabytes)).median,
  ];
  const [overFloor, growth] = [ratio('check 3000', 'parse 3000'), ratio('check 9000', 'check 3000')];
  return [
    { text: `3,000 services in ${clock.toFixed(2)} s, at most ${SECONDS} s`, held: clock <= SECONDS },
    { text: `in ${Math.round(memory)} MB, at most ${MEGABYTES} MB`, held: memory <= MEGABYTES },
    { text: `${overFloor.toFixed(2)} × of parsing alone, at most ${RATIO}`, held: overFloor <= RATIO },
    { text: `9,000 services cost ${growth.toFixed(2)} ×, at most ${GROWTH}`, held: growth <= GROWTH },
  ];
}
