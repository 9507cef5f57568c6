// Usage: peer.ts OBJECTS OUTPUT: the same objects by cdk8s alone, an ApiObject each and a chart for each environment,
// and what that took. OBJECTS has each environment's objects as a line of JSON.
import { readFileSync } from 'node:fs';
import { ApiObject, App, Chart, type ApiObjectProps } from 'cdk8s';
import { Stopwatch } from './stopwatch';

const [objects = '', outdir = ''] = process.argv.slice(2);
const environments = readFileSync(objects, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as ApiObjectProps[]);

const watch = new Stopwatch();
const app = new App({ outdir });
for (const [index, manifests] of environments.entries()) {
  const chart = new Chart(app, `environment-${index}`);
  for (const [place, manifest] of manifests.entries()) new ApiObject(chart, `object-${place}`, manifest);
}
watch.lap('build');
app.synth();
watch.lap('synth');
watch.print();
