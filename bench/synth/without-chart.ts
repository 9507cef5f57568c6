// What main.ts does, but for the Helm chart: the difference of the two is what the chart costs.
import { App } from 'cdk8s';
import { judge } from '../../lib/analysis/judge';
import { traceConstructs } from '../../lib/emit/creation-trace';
import { writeDist } from '../../lib/emit/dist';
import { runProgram } from '../../lib/emit/run-program';
import { environmentFiles } from '../../lib/installation/environment-files';
import { EventSystemChart } from '../../lib/system/event-system-chart';

traceConstructs();
runProgram(() => {
  const chart = new EventSystemChart(new App(), 'event-backend');
  return writeDist({
    root: chart,
    values: chart.values,
    environments: 'environments',
    output: process.env['CDK8S_OUTDIR'] ?? 'dist',
    release: { name: 'event-system', namespace: 'event-system' },
    chart: { name: 'event-backend', version: '0.1.0', appVersion: '1.0.0' },
    requirements: chart.requirements,
    judge,
    files: (environments) =>
      environments.flatMap(({ name, context: { values = {} } }) =>
        environmentFiles({ name, values, grade: 'production' }),
      ),
  });
});
