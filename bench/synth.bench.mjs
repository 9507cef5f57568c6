// What `cdk8s synth` of this project costs, against the same command with an app that does nothing (the floor: the
// start of cdk8s-cli) and against the default TypeScript template of cdk8s-cli (the peer: ts-node and cdk8s-plus).
import { execSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'js-yaml';
import { spread, takeTurns } from './measure.mjs';

const RUNS = 7;
const SECONDS_OVER_IDLE = 0.5;
const SECONDS_OF_CHART = 0.15;
const RATIO_TO_TEMPLATE = 0.35;
const MEGABYTES = 200;

const root = path.dirname(import.meta.dirname);
const templateSource = path.join(import.meta.dirname, 'synth', 'template');
const template = path.join(root, 'node_modules', '.cache', 'bench-template');

export default function benchmark() {
  installTemplate();
  const out = mkdtempSync(path.join(tmpdir(), 'event-mesh-bench-'));
  try {
    const command = load(readFileSync(path.join(root, 'cdk8s.yaml'), 'utf8')).app;
    const apps = {
      idle: { cwd: root, command: `node ${path.join(import.meta.dirname, 'synth', 'idle.cjs')}` },
      project: { cwd: root, command },
      edited: { cwd: root, command: `rm -f node_modules/.cache/fresh/main.ts; ${command}` },
      withoutChart: {
        cwd: root,
        command: `node scripts/fresh.mjs ${path.join(import.meta.dirname, 'synth', 'without-chart.ts')}`,
      },
      withoutGate: { cwd: root, command: `EVENT_MESH_GATE=off ${command}` },
      template: { cwd: template, command: 'npx ts-node main.ts' },
    };
    const processor = Object.fromEntries(Object.keys(apps).map((name) => [name, []]));
    const seconds = takeTurns(
      RUNS,
      Object.fromEntries(
        Object.entries(apps).map(([name, app]) => [
          name,
          () => processor[name].push(synthesise(app, path.join(out, name))),
        ]),
      ),
    );
    // The first run of each goes unmeasured.
    for (const figures of Object.values(processor)) figures.shift();
    const objects = (name) => countObjects(path.join(out, name));
    // Turn by turn, so that a busy minute of the machine does not count as a difference.
    const over = (name, floor = 'idle', figures = seconds) =>
      spread(figures[name].map((figure, turn) => figure - figures[floor][turn])).median;
    const ofChart = over('project', 'withoutChart');
    const ratio = over('project') / over('template');
    const memory = { project: peakMegabytes(apps.project, out), template: peakMegabytes(apps.template, out) };

    console.log(`cdk8s synth, median of ${RUNS} runs taking turns (least to greatest)`);
    for (const [name, label] of [
      ['idle', 'app that does nothing'],
      ['project', 'this project'],
      ['edited', '  after an edit'],
      ['withoutChart', '  without its chart'],
      ['withoutGate', '  without its analysis'],
      ['template', 'default template'],
    ]) {
      const { median, least, greatest } = spread(seconds[name]);
      const timesIdle = (median / spread(seconds.idle).median).toFixed(2);
      const cpu = `processor ${spread(processor[name]).median.toFixed(2)} s`;
      const compared =
        name === 'idle'
          ? cpu
          : `+${over(name).toFixed(2)} s, ${timesIdle} × idle, ${cpu}, +${over(name, 'idle', processor).toFixed(2)} s`;
      console.log(
        `  ${label.padEnd(22)} ${median.toFixed(2)} s (${least.toFixed(2)} to ${greatest.toFixed(2)}), ${compared}, ` +
          `${objects(name)} objects`,
      );
    }
    console.log(
      `  of the app alone, peak memory: this project ${memory.project} MB, default template ${memory.template} MB`,
    );
    console.log(
      `  the chart's own share is ${ofChart.toFixed(2)} s, that of the analysis ${over('project', 'withoutGate').toFixed(2)} s; ` +
        `processor ${over('project', 'withoutChart', processor).toFixed(2)} s and ` +
        `${over('project', 'withoutGate', processor).toFixed(2)} s`,
    );
    console.log(
      `  this project adds ${ratio.toFixed(2)} × what the template adds; ` +
        `processor ${(over('project', 'idle', processor) / over('template', 'idle', processor)).toFixed(2)} ×`,
    );
    return [
      { text: `at most ${SECONDS_OVER_IDLE} s over idle`, held: over('project') <= SECONDS_OVER_IDLE },
      { text: `at most ${SECONDS_OF_CHART} s for the chart`, held: ofChart <= SECONDS_OF_CHART },
      { text: `at most ${RATIO_TO_TEMPLATE} × what the template adds`, held: ratio <= RATIO_TO_TEMPLATE },
      { text: `peak memory of the app under ${MEGABYTES} MB`, held: memory.project < MEGABYTES },
    ];
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Runs `cdk8s synth` of an app, and gives the processor seconds of all its processes. */
function synthesise({ cwd, command }, output) {
  // The look for a newer cdk8s-cli goes over the network, whose moods are not to be measured.
  const cdk8s = path.join(root, 'node_modules', '.bin', 'cdk8s');
  const args = [cdk8s, 'synth', '--no-check-upgrade', '--app', command, '--output', output];
  const timed = `TIMEFORMAT='%U %S'; time "$@" >&2`;
  const { status, stderr } = spawnSync('bash', ['-c', timed, 'bash', ...args], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`cdk8s synth --app '${command}' failed: ${stderr}`);
  const [user, system] = stderr.trimEnd().split('\n').at(-1).split(' ').map(Number);
  return user + system;
}

/** Installs the template's own packages once, where nothing of this project's is found before them. */
function installTemplate() {
  const manifest = (folder) => readFileSync(path.join(folder, 'package.json'), 'utf8');
  const installed =
    existsSync(path.join(template, 'node_modules')) && manifest(template) === manifest(templateSource);
  if (!installed) rmSync(template, { recursive: true, force: true });
  mkdirSync(template, { recursive: true });
  cpSync(templateSource, template, { recursive: true });
  if (installed) return;
  console.log('Installing the default template, once.\n');
  execSync('npm install --prefer-offline --no-audit --no-fund --silent', { cwd: template, stdio: 'inherit' });
}

/** The greatest resident set of the processes that an app's command starts. */
function peakMegabytes({ cwd, command }, out) {
  const report = path.join(out, 'memory');
  const hook = path.join(import.meta.dirname, 'synth', 'report-memory.cjs');
  execSync(command, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      CDK8S_OUTDIR: path.join(out, 'memory-run'),
      NODE_OPTIONS: `--require ${hook}`,
      BENCH_MEMORY: report,
    },
  });
  const kilobytes = readFileSync(report, 'utf8').trim().split('\n').map(Number);
  rmSync(report);
  return Math.round(Math.max(...kilobytes) / 1024);
}

function countObjects(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8').match(/^kind: /gm)?.length ?? 0)
    .reduce((sum, count) => sum + count, 0);
}
