// Usage: project.ts COUNT ENVIRONMENTS OUTPUT [OBJECTS]: synthesises that many services as main.ts does the project, and
// prints what it took. OBJECTS is a file that gets each environment's objects as a line of JSON.
import { appendFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { judge, type JudgedManifest } from '../../lib/analysis/judge';
import { traceConstructs } from '../../lib/emit/creation-trace';
import { writeDist } from '../../lib/emit/dist';
import { HelmChart } from '../../lib/emit/helm-chart';
import { ChartValues } from '../../lib/values/chart-values';
import { addServices } from './services';
import { Stopwatch } from './stopwatch';

const [count = '', environments = '', output = '', objects] = process.argv.slice(2);
const release = { name: 'shop', namespace: 'shop' };
const identity = { name: 'shop', version: '0.1.0', appVersion: '1.0.0' };

const watch = new Stopwatch();
traceConstructs();
const values = new ChartValues();
const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
addServices(chart, values, Number(count));
watch.lap('build');
const helmChart = new HelmChart(chart, { ...identity, description: 'A shop', values });
watch.lap('chart');
writeDist({
  root: chart,
  values,
  environments,
  output,
  release,
  chart: identity,
  helmChart,
  judge: (manifests) => judged(manifests),
});
watch.lap('write');
watch.print();

function judged(manifests: readonly JudgedManifest[]): readonly string[] {
  watch.lap('evaluate');
  if (objects !== undefined) {
    appendFileSync(objects, `${JSON.stringify(manifests.map(({ manifest }) => manifest))}\n`);
  }
  const mistakes = judge(manifests);
  watch.lap('judge');
  return mistakes;
}
