// What `helm template` of the project's chart costs, against a chart with the same objects as a person writes it.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { loadAll } from 'js-yaml';
import { RELEASE, writeHandWrittenChart } from './chart/hand-written-chart.mjs';
import { spread, takeTurns } from './measure.mjs';

const RUNS = 21;
const RATIO = 1.5;

const chart = path.join(path.dirname(import.meta.dirname), 'charts', 'event-backend');
// Made-up passwords differ from run to run.
const SET = ['--set', 'passwords.generate=false'];
// A Helm that `go install` has built takes the cluster for a Kubernetes 1.20, which the chart refuses.
const KUBERNETES = ['--kube-version', '1.30.0'];

export default function benchmark() {
  const folder = mkdtempSync(path.join(tmpdir(), 'event-mesh-bench-'));
  try {
    const at = (name) => path.join(folder, name);
    const objects = rendered(chart, RELEASE, SET);
    writeHandWrittenChart(at('hand-written'), objects);
    const schema = readFileSync(path.join(chart, 'values.schema.json'), 'utf8');
    writeHandWrittenChart(at('with-schema'), objects, { 'values.schema.json': schemaWithParts(schema) });
    for (const peer of ['hand-written', 'with-schema']) refuseOtherObjects(at(peer));
    cpSync(chart, at('without-schema'), { recursive: true });
    rmSync(at('without-schema/values.schema.json'));

    const seconds = takeTurns(RUNS, {
      start: () => helm('version', '--short'),
      project: () => template(chart, ...SET),
      withoutSchema: () => template(at('without-schema'), ...SET),
      handWritten: () => template(at('hand-written')),
      withSchema: () => template(at('with-schema')),
    });
    const against = (name, peer) =>
      spread(seconds[name].map((figure, turn) => figure / seconds[peer][turn])).median;

    console.log(
      `helm template, ${objects.length} objects, median of ${RUNS} runs taking turns (least to greatest)`,
    );
    for (const [name, label] of [
      ['start', 'helm version'],
      ['project', 'this chart'],
      ['withoutSchema', 'this chart without its schema'],
      ['handWritten', 'hand-written chart'],
      ['withSchema', 'hand-written chart with a schema'],
    ]) {
      const { median, least, greatest } = spread(seconds[name]);
      const milliseconds = (figure) => (figure * 1000).toFixed(0);
      console.log(
        `  ${label.padEnd(34)} ${milliseconds(median)} ms (${milliseconds(least)} to ${milliseconds(greatest)})`,
      );
    }
    const ratio = against('project', 'handWritten');
    console.log(
      `  ${ratio.toFixed(2)} × hand-written; ${against('project', 'withSchema').toFixed(2)} × where both have a schema, ` +
        `${against('withoutSchema', 'handWritten').toFixed(2)} × where none has`,
    );
    return [{ text: `at most ${RATIO} × a hand-written chart`, held: ratio <= RATIO }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function helm(...args) {
  const command = process.env['EVENT_MESH_HELM'] ?? 'helm';
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    throw new Error(`no ${command}; put Helm 3.22 or later on PATH, or name it by EVENT_MESH_HELM`, {
      cause: error,
    });
  }
}

function template(folder, ...args) {
  helm('template', 'event-system', folder, ...KUBERNETES, ...args);
}

function rendered(folder, { name, namespace }, args = []) {
  const text = helm('template', name, folder, '--namespace', namespace, ...KUBERNETES, ...args);
  return loadAll(text).filter((document) => document !== null && document !== undefined);
}

/** The peer is one only while it gives the objects of the chart, for a release of any name. */
function refuseOtherObjects(peer) {
  const release = { name: 'another', namespace: 'elsewhere' };
  const byName = (objects) =>
    new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
  const [expected, found] = [rendered(chart, release, SET), rendered(peer, release)].map(byName);
  for (const [title, object] of expected) {
    if (!isDeepStrictEqual(found.get(title), object))
      throw new Error(
        `the hand-written chart gives another ${title}; mend bench/chart/hand-written-chart.mjs`,
      );
  }
  if (found.size !== expected.size) throw new Error(`the hand-written chart gives ${found.size} objects`);
}

/** The schema of the chart's values, beside which the peer has its own. */
function schemaWithParts(text) {
  const schema = JSON.parse(text);
  return JSON.stringify({
    ...schema,
    required: undefined,
    properties: { ...schema.properties, parts: { type: 'object' } },
  });
}
